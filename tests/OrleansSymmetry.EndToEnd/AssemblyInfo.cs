using Xunit.Sdk;
using Xunit.v3;

// Every test starts processes of its own and the machine may have two cores: one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]

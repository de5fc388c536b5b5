// Every test starts processes of its own and the machine may have two cores: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

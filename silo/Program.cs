using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Silo;

return await new SiloCommand(new LandscapeCensus(), new ConfigurationBuilder().AddEnvironmentVariables().Build()).InvokeAsync(args);

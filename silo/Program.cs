using OrleansSymmetry.Silo;

return await new SiloCommand(new ConfigurationBuilder().AddEnvironmentVariables().Build()).InvokeAsync(args);

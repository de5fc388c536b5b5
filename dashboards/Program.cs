using OrleansSymmetry.Dashboard;

IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
return await new DashboardCommand(environment).InvokeAsync(args);

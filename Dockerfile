# One image with the three programs of a cluster: a silo (what it runs by itself), the page, the console.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change less often than the code.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY landscape/*.csproj landscape/
COPY grains/Contracts/*.csproj grains/Contracts/
COPY grains/Grains/*.csproj grains/Grains/
COPY dashboards/*.csproj dashboards/
COPY pictures/*.csproj pictures/
COPY silo/*.csproj silo/
COPY client/*.csproj client/
RUN dotnet restore client/OrleansSymmetry.Client.csproj
COPY landscape/ landscape/
COPY grains/ grains/
COPY dashboards/ dashboards/
COPY pictures/ pictures/
COPY silo/ silo/
COPY client/ client/
# The console can start a silo and serve the page, so its folder holds all three.
RUN dotnet publish client/OrleansSymmetry.Client.csproj -c Release --no-restore -o /out

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /out /app
COPY client/sweeps /work/sweeps
WORKDIR /work
# Nobody in particular: what runs here writes nothing but, if it is the console, the folder that was mounted for it.
USER 1654:1654
ENTRYPOINT ["dotnet", "/app/OrleansSymmetry.Silo.dll"]

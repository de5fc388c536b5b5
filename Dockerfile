# One build, three images: docker build --target silo|web|client .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change less often than the code.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY landscape/*.csproj landscape/
COPY grains/Contracts/*.csproj grains/Contracts/
COPY grains/Grains/*.csproj grains/Grains/
COPY dashboards/*.csproj dashboards/
COPY silo/*.csproj silo/
COPY client/*.csproj client/
RUN dotnet restore client/OrleansSymmetry.Client.csproj
COPY landscape/ landscape/
COPY grains/ grains/
COPY dashboards/ dashboards/
COPY silo/ silo/
COPY client/ client/
RUN dotnet publish silo/OrleansSymmetry.Silo.csproj -c Release --no-restore -o /out/silo \
 && dotnet publish dashboards/OrleansSymmetry.Dashboard.csproj -c Release --no-restore -o /out/web \
 && dotnet publish client/OrleansSymmetry.Client.csproj -c Release --no-restore -o /out/client

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
# Nobody in particular: the images write nothing but, in the client's, the folder that is mounted.
USER 1654:1654

FROM base AS silo
WORKDIR /app
COPY --from=build /out/silo .
ENTRYPOINT ["dotnet", "OrleansSymmetry.Silo.dll"]

FROM base AS web
WORKDIR /app
COPY --from=build /out/web .
ENTRYPOINT ["dotnet", "OrleansSymmetry.Dashboard.dll"]

FROM base AS client
COPY --from=build /out/client /app
COPY client/sweeps /work/sweeps
WORKDIR /work
ENTRYPOINT ["dotnet", "/app/symmetry.dll"]

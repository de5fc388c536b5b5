# One image with the three programs of a cluster: a silo (what it runs by itself), the page, the console.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: they change less often than the code.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY landscape/*.csproj landscape/
COPY grains/Contracts/*.csproj grains/Contracts/
COPY grains/Access/*.csproj grains/Access/
COPY grains/Grains/*.csproj grains/Grains/
COPY dashboards/*.csproj dashboards/
COPY dashboards/Explorer/*.csproj dashboards/Explorer/
COPY pictures/*.csproj pictures/
COPY silo/*.csproj silo/
COPY silo/Hosting/*.csproj silo/Hosting/
COPY client/*.csproj client/
RUN for program in silo dashboards client; do dotnet restore $program || exit 1; done
COPY landscape/ landscape/
COPY grains/ grains/
COPY dashboards/ dashboards/
COPY pictures/ pictures/
COPY silo/ silo/
COPY client/ client/
# One folder for all three: they share nearly all of it.
RUN for program in silo dashboards client; do dotnet publish $program -c Release --no-restore -o /out || exit 1; done

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /out /app
COPY client/sweeps /work/sweeps
WORKDIR /work
# Nobody in particular: what runs here writes nothing but, if it is the console, the folder that was mounted for it.
USER 1654:1654
ENTRYPOINT ["dotnet", "/app/OrleansSymmetry.Silo.dll"]

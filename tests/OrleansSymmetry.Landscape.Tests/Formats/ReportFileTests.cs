using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Formats;

public sealed class ReportFileTests
{
    private const string Expected = """
        {
          "schema": 1,
          "sweep": {
            "id": "xor-1a2b3c4d",
            "name": "xor",
            "hash": "1a2b3c4d",
            "spec": {
              "name": "xor"
            }
          },
          "provenance": {
            "numerics": 1
          },
          "landscapes": [
            {
              "id": "abc",
              "set": {
                "network.hidden": [
                  2
                ]
              },
              "parameters": 9,
              "gaugeDimension": 0,
              "modulo": "network",
              "group": {
                "order": "8",
                "log10": 0.903089986992,
                "perLayer": [
                  "2^2 2!"
                ]
              },
              "runs": 4,
              "ended": {
                "minimum": 3,
                "degenerate": 1,
                "saddle": 0,
                "diverging": 0,
                "unconverged": 0,
                "failed": 0
              },
              "atKink": 0,
              "separation": {
                "largestWithin": 1E-12,
                "smallestBetween": null,
                "decades": null
              },
              "classes": [
                {
                  "rank": 1,
                  "id": "abc-0",
                  "kind": "minimum",
                  "verified": true,
                  "loss": 0.1,
                  "hits": 3,
                  "share": [
                    1,
                    0.43850302967203,
                    1
                  ],
                  "index": 0,
                  "zeroModes": 0,
                  "minEigenvalue": 0.25,
                  "maxEigenvalue": 2,
                  "wastedUnits": 0,
                  "stabilizer": "1",
                  "isotropy": null,
                  "orbit": {
                    "order": "8",
                    "log10": 0.903089986992
                  },
                  "representativeSeed": 0,
                  "norm": 1.5
                }
              ],
              "families": [
                {
                  "dimension": 1,
                  "loss": 0.30000000000000004,
                  "hits": 1,
                  "representativeSeed": 3
                }
              ],
              "lossLevels": [
                {
                  "loss": 0.1,
                  "classes": 1,
                  "hits": 3
                }
              ],
              "coverage": {
                "goodTuring": 1,
                "chaoJost": 1,
                "runsFor95": 3,
                "bound": {
                  "confidence": 0.95,
                  "coverage": 0.223606797749979,
                  "missing": 0.776393202250021,
                  "onceIn": 1,
                  "look": 1,
                  "risk": 0.05,
                  "runs": 2,
                  "outside": 0,
                  "asked": null
                }
              },
              "unseen": {
                "observed": 1,
                "chao1": 1,
                "standardError": 0,
                "interval": [
                  1,
                  1
                ],
                "ace": 1,
                "newInNextRuns": 0
              },
              "discovery": [
                [
                  1,
                  1
                ],
                [
                  3,
                  1
                ]
              ],
              "widths": [
                2,
                2,
                1
              ],
              "data": {
                "rows": 4,
                "inputs": {
                  "count": 2,
                  "names": [
                    "x",
                    "k"
                  ],
                  "standardised": true,
                  "constant": [
                    "k"
                  ]
                },
                "targets": {
                  "count": 2,
                  "names": [
                    "kind"
                  ],
                  "standardised": false,
                  "least": null,
                  "most": null,
                  "classes": [
                    {
                      "name": "low",
                      "rows": 3
                    },
                    {
                      "name": "top",
                      "rows": 1
                    }
                  ]
                },
                "leftOut": 1,
                "weights": null,
                "note": null,
                "readAs": "no heading",
                "words": "4 rows (1 other left out: a value is missing), 2 inputs (x, k; standardised; constant: k), 2 classes: low 3, top 1; no heading"
              },
              "nonConvexity": {
                "class": "abc-0",
                "move": "units 1 and 2 of layer 1 exchanged",
                "t": 0.5,
                "ends": [
                  0.1,
                  0.1
                ],
                "between": 0.75,
                "excess": 0.65
              },
              "ends": [
                {
                  "ended": "minimum",
                  "reason": null,
                  "runs": 3,
                  "losses": [
                    0.1,
                    0.1
                  ],
                  "notFinite": 0,
                  "lastPhases": {
                    "converged": 2,
                    "spent": 1
                  },
                  "resolution": 1E-08,
                  "levels": [
                    {
                      "loss": 0.1,
                      "largest": 0.1,
                      "runs": 3,
                      "firstSeed": 0
                    }
                  ]
                },
                {
                  "ended": "unconverged",
                  "reason": "kink",
                  "runs": 1,
                  "losses": null,
                  "notFinite": 1,
                  "lastPhases": {
                    "stalled": 1
                  },
                  "resolution": 1E-08,
                  "levels": [
                    {
                      "loss": 0,
                      "largest": 0,
                      "runs": 1,
                      "firstSeed": 3,
                      "zero": true
                    }
                  ]
                }
              ],
              "lastPhases": {
                "converged": 2,
                "stalled": 1,
                "spent": 1
              },
              "zeroLoss": {
                "runs": 1,
                "share": [
                  0.25,
                  0.05,
                  0.7
                ],
                "firstSeed": 3
              }
            }
          ]
        }

        """;

    [Fact]
    public void Report_is_written_with_the_keys_of_the_schema_in_order() =>
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(ReportWriter.Write(Sample())));

    [Fact]
    public void Report_read_back_and_written_is_the_same_bytes()
    {
        byte[] bytes = ReportWriter.Write(Sample());
        Report read = ReportReader.Read(bytes);
        Assert.Equal(0.1 + 0.2, read.Landscapes[0].Families[0].Loss);
        Assert.Equal(bytes, ReportWriter.Write(read));
    }

    [Fact]
    public void Bytes_that_are_no_report_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => ReportReader.Read("{}"u8));
        Assert.Throws<InvalidDataException>(() => ReportReader.Read("no json"u8));
        byte[] other = Encoding.UTF8.GetBytes(Expected.Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal));
        Assert.Contains("schema 2", Assert.Throws<InvalidDataException>(() => ReportReader.Read(other)).Message, StringComparison.Ordinal);
    }

    private static Report Sample() => new(
        Report.SchemaVersion,
        new SweepIdentityReport("xor-1a2b3c4d", "xor", "1a2b3c4d", JsonSerializer.SerializeToElement(new { name = "xor" })),
        new ProvenanceReport(1),
        [
            new LandscapeReport(
                "abc",
                new JsonObject { ["network.hidden"] = new JsonArray(2) },
                9,
                0,
                "network",
                new GroupReport("8", 0.903089986992, ["2^2 2!"]),
                4,
                new EndedReport(3, 1, 0, 0, 0, 0),
                0,
                new SeparationReport(1e-12, null, null),
                [
                    new ClassReport(
                        1,
                        "abc-0",
                        "minimum",
                        true,
                        0.1,
                        3,
                        new Share(1, 0.43850302967203, 1),
                        0,
                        0,
                        0.25,
                        2,
                        0,
                        "1",
                        null,
                        new OrbitReport("8", 0.903089986992),
                        0,
                        1.5),
                ],
                [new FamilyReport(1, 0.1 + 0.2, 1, 3)],
                [new LossLevelReport(0.1, 1, 3)],
                new CoverageReport(1, 1)
                {
                    RunsFor95 = 3,
                    Bound = new CoverageBoundReport(0.95, 0.223606797749979, 0.776393202250021, 1, 1, 0.05, 2, 0, null),
                },
                new UnseenReport(1, 1, 0, new Interval(1, 1), 1, 0),
                [new DiscoveryPoint(1, 1), new DiscoveryPoint(3, 1)])
            {
                Widths = [2, 2, 1],
                Data = new DataSummary(
                    4,
                    new InputSummary(2, ["x", "k"], true, ["k"]),
                    new TargetSummary(2, ["kind"], false, null, null, [new ClassSummary("low", 3), new ClassSummary("top", 1)]))
                {
                    LeftOut = 1,
                    ReadAs = "no heading",
                },
                NonConvexity = new NonConvexityReport("abc-0", "units 1 and 2 of layer 1 exchanged", 0.5, [0.1, 0.1], 0.75, 0.65),
                Ends =
                [
                    new EndReport(
                        "minimum",
                        null,
                        3,
                        new Interval(0.1, 0.1),
                        0,
                        new Dictionary<string, long> { ["converged"] = 2, ["spent"] = 1 },
                        1e-8,
                        [new RunLevelReport(0.1, 0.1, 3, 0)]),
                    new EndReport(
                        "unconverged",
                        "kink",
                        1,
                        null,
                        1,
                        new Dictionary<string, long> { ["stalled"] = 1 },
                        1e-8,
                        [new RunLevelReport(0, 0, 1, 3) { IsZero = true }]),
                ],
                LastPhases = new Dictionary<string, long> { ["converged"] = 2, ["stalled"] = 1, ["spent"] = 1 },
                ZeroLoss = new ZeroLossReport(1, new Share(0.25, 0.05, 0.7), 3),
            },
        ]);
}

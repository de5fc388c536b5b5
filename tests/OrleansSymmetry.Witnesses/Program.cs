using System.CommandLine;
using OrleansSymmetry.Witnesses.Derivatives;
using OrleansSymmetry.Witnesses.Ulps;

// Points of a function in the table of errors: all of them together take about a minute on two threads.
const long UsualPoints = 2_000_000;
const long FastPoints = 150_000;

var points = new Option<long?>("--points") { Description = $"Arguments per function. Default {UsualPoints}." };
var fast = new Option<bool>("--fast") { Description = "Fewer points, for every commit." };
var ulps = new Command("ulps", "Errors of every elementary function and activation in units in the last place, against 31 digits.") { points, fast };
ulps.SetAction(parsed => UlpsCommand.Run(Console.Out, parsed.GetValue(points) ?? (parsed.GetValue(fast) ? FastPoints : UsualPoints)));

// Hidden layers of the table of derivatives, all of them and on every commit.
const int FastDepths = 3;
var derivatives = new Command("derivatives", "Gradients, Hessians, closed forms, spectra and quadrature against independent computations.") { fast };
derivatives.SetAction(parsed => DerivativesCommand.Run(Console.Out, parsed.GetValue(fast) ? FastDepths : NetworkDerivatives.Depths));

var root = new RootCommand("Prints what the numerical library is worth: every figure beside its bound. Exit code 1 when one is missed.") { ulps, derivatives };
return root.Parse(args).Invoke();

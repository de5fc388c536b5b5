namespace OrleansSymmetry.Landscape.Randomness;

/// <summary>What a stream of random numbers is drawn for; streams of different purposes are independent. Values are fixed for ever.</summary>
public enum StreamPurpose : uint
{
    /// <summary>Initial parameters of a run.</summary>
    Initialisation = 1,

    /// <summary>Samples and noise of a generated data set.</summary>
    ProblemData = 2,

    /// <summary>Weights of a random teacher network.</summary>
    TeacherWeights = 3,

    /// <summary>Fixed inputs on which two networks' functions are compared.</summary>
    ProbeInputs = 4,

    /// <summary>Starting points of searches that need several.</summary>
    SearchStarts = 5,

    /// <summary>Allocations of hits to classes that are hit equally.</summary>
    EqualShares = 6,

    /// <summary>Group elements that move a point along its orbit.</summary>
    OrbitMoves = 7,

    /// <summary>Directions of planes on which an objective is drawn.</summary>
    PlaneDirections = 8,
}

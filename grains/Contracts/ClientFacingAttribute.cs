namespace OrleansSymmetry.Contracts;

/// <summary>A grain interface that clients may call. Every other one, of Orleans' as of ours, is for silos among themselves.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ClientFacingAttribute : Attribute;

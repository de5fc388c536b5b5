namespace OrleansSymmetry.Landscape.Lanes;

// Written by tests/OrleansSymmetry.Landscape.Tests/Lanes/generate_coefficients.py; change that, not this.
public static partial class LaneMath
{
    // Constants as unevaluated sums of doubles.
    private const double HalfPi0 = 1.5707963267948966;
    private const double HalfPi1 = 6.123233995736766e-17;
    private const double HalfPi2 = -1.4973849048591698e-33;
    private const double QuarterPi0 = 0.7853981633974483;
    private const double QuarterPi1 = 3.061616997868383e-17;
    private const double LnTwo0 = 0.6931471805599453;
    private const double LnTwo1 = 2.3190468138462996e-17;
    private const double TwoOverSqrtPi0 = 1.1283791670955126;
    private const double TwoOverSqrtPi1 = 1.533545961316588e-17;

    // expm1(r) = r + r^2 ExpC(r), |r| <= ln(2)/2. Largest error 0.37 x 2^-53.
    private const double ExpC0 = 0.5000000000000001;
    private const double ExpC1 = 0.16666666666666669;
    private const double ExpC2 = 0.04166666666662413;
    private const double ExpC3 = 0.008333333333330062;
    private const double ExpC4 = 0.0013888888917213717;
    private const double ExpC5 = 0.00019841269863053618;
    private const double ExpC6 = 2.4801521295954376e-05;
    private const double ExpC7 = 2.7557268459997064e-06;
    private const double ExpC8 = 2.7620088445409746e-07;
    private const double ExpC9 = 2.510038549551032e-08;

    // log(1+f) = 2 s + s z LogC(z), s = f/(2+f), z = s^2, |s| <= 0.1716. Largest error 0.041 x 2^-53.
    private const double LogC0 = 0.666666666666667;
    private const double LogC1 = 0.39999999999899505;
    private const double LogC2 = 0.28571428625975487;
    private const double LogC3 = 0.2222221113479508;
    private const double LogC4 = 0.18182889125261723;
    private const double LogC5 = 0.15331721600556042;
    private const double LogC6 = 0.14616449685043406;

    // erf(x) = x + x ErfC(x^2), |x| <= 1. Largest error 0.17 x 2^-53.
    private const double ErfC0 = 0.1283791670955126;
    private const double ErfC1 = -0.3761263890318375;
    private const double ErfC2 = 0.11283791670954879;
    private const double ErfC3 = -0.026866170645076792;
    private const double ErfC4 = 0.0052239776248180145;
    private const double ErfC5 = -0.000854832698083379;
    private const double ErfC6 = 0.0001205533111164271;
    private const double ErfC7 = -1.4925595266831182e-05;
    private const double ErfC8 = 1.6461000484121368e-06;
    private const double ErfC9 = -1.6350312701054695e-07;
    private const double ErfC10 = 1.4659775274047436e-08;
    private const double ErfC11 = -1.1372848856791674e-09;
    private const double ErfC12 = 5.957176147748911e-11;

    // (1 + 2a) exp(a^2) erfc(a) = ErfcC(t), t = (a - 4)/(a + 4), a >= 0. Largest error 0.37 x 2^-53.
    private const double ErfcC0 = 1.2329951186255526;
    private const double ErfcC1 = -0.1396211168405625;
    private const double ErfcC2 = 0.015379652102610162;
    private const double ErfcC3 = 0.0680970542546862;
    private const double ErfcC4 = -0.10103906603585294;
    private const double ErfcC5 = 0.09373283499865172;
    private const double ErfcC6 = -0.06633036582050367;
    private const double ErfcC7 = 0.0371675155318432;
    private const double ErfcC8 = -0.01619773397992426;
    private const double ErfcC9 = 0.005031970032548695;
    private const double ErfcC10 = -0.0007577737141838885;
    private const double ErfcC11 = -0.00019925700412184815;
    private const double ErfcC12 = 0.0001506231178516207;
    private const double ErfcC13 = -2.439811794207995e-05;
    private const double ErfcC14 = -1.1225140354449658e-05;
    private const double ErfcC15 = 5.707239573693257e-06;
    private const double ErfcC16 = 2.980596055322769e-07;
    private const double ErfcC17 = -8.218020654813044e-07;
    private const double ErfcC18 = 7.111912428010423e-08;
    private const double ErfcC19 = 1.0683442926744586e-07;
    private const double ErfcC20 = -1.6357383982124768e-08;
    private const double ErfcC21 = -1.2544825403855518e-08;
    private const double ErfcC22 = 1.5712153638319064e-09;
    private const double ErfcC23 = 9.655408225482863e-10;

    // sin(r) = r + r z SinC(z), z = r^2, |r| <= pi/4. Largest error 0.18 x 2^-53.
    private const double SinC0 = -0.16666666666666666;
    private const double SinC1 = 0.008333333333330946;
    private const double SinC2 = -0.0001984126983675497;
    private const double SinC3 = 2.755731610068303e-06;
    private const double SinC4 = -2.5051131455427946e-08;
    private const double SinC5 = 1.591810123027412e-10;

    // cos(r) = 1 - z/2 + z^2 CosC(z), z = r^2, |r| <= pi/4. Largest error 0.011 x 2^-53.
    private const double CosC0 = 0.041666666666666664;
    private const double CosC1 = -0.0013888888888887395;
    private const double CosC2 = 2.4801587298763433e-05;
    private const double CosC3 = -2.7557317270560326e-07;
    private const double CosC4 = 2.0876146024689747e-09;
    private const double CosC5 = -1.1382614868556325e-11;

    // atan(t) = t + t z AtanC(z), z = t^2, |t| <= tan(pi/8). Largest error 0.063 x 2^-53.
    private const double AtanC0 = -0.3333333333333333;
    private const double AtanC1 = 0.19999999999995513;
    private const double AtanC2 = -0.1428571428466482;
    private const double AtanC3 = 0.11111111015117626;
    private const double AtanC4 = -0.09090904572487347;
    private const double AtanC5 = 0.07692183059894114;
    private const double AtanC6 = -0.06664509603255386;
    private const double AtanC7 = 0.05858132894427922;
    private const double AtanC8 = -0.05085365922344248;
    private const double AtanC9 = 0.03922923713835943;
    private const double AtanC10 = -0.01917392228554793;
}

using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;

namespace OrleansSymmetry.Landscape.Lanes;

/// <summary>
/// The matrix product of lane vectors, eight products at once: C = S + A B. Every entry is one chain of fused multiply-adds,
/// from S through the inner index upwards, whatever tile computes it, so its bits depend on nothing but its own row and column.
/// Tiles of 4 x 4 keep sixteen sums in registers and use every loaded vector four times.
/// </summary>
internal static unsafe class LaneProduct
{
    private const nint VectorBytes = 64;

    /// <summary>C = S + A B.</summary>
    /// <param name="rows">Rows of A, S and C.</param>
    /// <param name="columns">Columns of B, S and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="start">S; may be C itself.</param>
    /// <param name="c">C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int rows, int columns, int depth, in LaneMatrix a, in LaneMatrix b, in LaneMatrix start, in LaneMatrix c)
    {
        var tile = new Tile
        {
            Depth = depth,
            ARow = a.RowStride * VectorBytes,
            AStep = a.ColumnStride * VectorBytes,
            BColumn = b.ColumnStride * VectorBytes,
            BStep = b.RowStride * VectorBytes,
            SRow = start.RowStride * VectorBytes,
            SColumn = start.ColumnStride * VectorBytes,
            CRow = c.RowStride * VectorBytes,
            CColumn = c.ColumnStride * VectorBytes,
        };
        int row = 0;
        while (row < rows)
        {
            int height = rows - row >= 4 ? 4 : rows - row >= 2 ? 2 : 1;
            int column = 0;
            while (column < columns)
            {
                int width = columns - column >= 4 ? 4 : columns - column >= 2 ? 2 : 1;
                tile.A = (byte*)(a.Origin + (row * a.RowStride));
                tile.B = (byte*)(b.Origin + (column * b.ColumnStride));
                tile.S = (byte*)(start.Origin + (row * start.RowStride) + (column * start.ColumnStride));
                tile.C = (byte*)(c.Origin + (row * c.RowStride) + (column * c.ColumnStride));
                switch (height, width)
                {
                    case (4, 4): Tile4x4(in tile); break;
                    case (4, 2): Tile4x2(in tile); break;
                    case (4, 1): Tile4x1(in tile); break;
                    case (2, 4): Tile2x4(in tile); break;
                    case (2, 2): Tile2x2(in tile); break;
                    case (2, 1): Tile2x1(in tile); break;
                    case (1, 4): Tile1x4(in tile); break;
                    case (1, 2): Tile1x2(in tile); break;
                    default: Tile1x1(in tile); break;
                }

                column += width;
            }

            row += height;
        }
    }

    private static LaneVector At(byte* address) => *(LaneVector*)address;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x4(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow, bColumn = tile.BColumn;
        nint sRow = tile.SRow, cRow = tile.CRow;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn), c02 = At(s + (2 * sColumn)), c03 = At(s + (3 * sColumn));
        LaneVector c10 = At(s + sRow), c11 = At(s + sRow + sColumn), c12 = At(s + sRow + (2 * sColumn)), c13 = At(s + sRow + (3 * sColumn));
        LaneVector c20 = At(s + (2 * sRow)),
            c21 = At(s + (2 * sRow) + sColumn),
            c22 = At(s + (2 * sRow) + (2 * sColumn)),
            c23 = At(s + (2 * sRow) + (3 * sColumn));
        LaneVector c30 = At(s + (3 * sRow)),
            c31 = At(s + (3 * sRow) + sColumn),
            c32 = At(s + (3 * sRow) + (2 * sColumn)),
            c33 = At(s + (3 * sRow) + (3 * sColumn));
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow), a2 = At(a + (2 * aRow)), a3 = At(a + (3 * aRow));
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
            c20 = FusedMultiplyAdd(a2, b0, c20);
            c30 = FusedMultiplyAdd(a3, b0, c30);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
            c11 = FusedMultiplyAdd(a1, b1, c11);
            c21 = FusedMultiplyAdd(a2, b1, c21);
            c31 = FusedMultiplyAdd(a3, b1, c31);
            LaneVector b2 = At(b + (2 * bColumn));
            c02 = FusedMultiplyAdd(a0, b2, c02);
            c12 = FusedMultiplyAdd(a1, b2, c12);
            c22 = FusedMultiplyAdd(a2, b2, c22);
            c32 = FusedMultiplyAdd(a3, b2, c32);
            LaneVector b3 = At(b + (3 * bColumn));
            c03 = FusedMultiplyAdd(a0, b3, c03);
            c13 = FusedMultiplyAdd(a1, b3, c13);
            c23 = FusedMultiplyAdd(a2, b3, c23);
            c33 = FusedMultiplyAdd(a3, b3, c33);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
        *(LaneVector*)(c + (2 * cColumn)) = c02;
        *(LaneVector*)(c + (3 * cColumn)) = c03;
        *(LaneVector*)(c + cRow) = c10;
        *(LaneVector*)(c + cRow + cColumn) = c11;
        *(LaneVector*)(c + cRow + (2 * cColumn)) = c12;
        *(LaneVector*)(c + cRow + (3 * cColumn)) = c13;
        *(LaneVector*)(c + (2 * cRow)) = c20;
        *(LaneVector*)(c + (2 * cRow) + cColumn) = c21;
        *(LaneVector*)(c + (2 * cRow) + (2 * cColumn)) = c22;
        *(LaneVector*)(c + (2 * cRow) + (3 * cColumn)) = c23;
        *(LaneVector*)(c + (3 * cRow)) = c30;
        *(LaneVector*)(c + (3 * cRow) + cColumn) = c31;
        *(LaneVector*)(c + (3 * cRow) + (2 * cColumn)) = c32;
        *(LaneVector*)(c + (3 * cRow) + (3 * cColumn)) = c33;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow, bColumn = tile.BColumn;
        nint sRow = tile.SRow, cRow = tile.CRow;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn);
        LaneVector c10 = At(s + sRow), c11 = At(s + sRow + sColumn);
        LaneVector c20 = At(s + (2 * sRow)), c21 = At(s + (2 * sRow) + sColumn);
        LaneVector c30 = At(s + (3 * sRow)), c31 = At(s + (3 * sRow) + sColumn);
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow), a2 = At(a + (2 * aRow)), a3 = At(a + (3 * aRow));
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
            c20 = FusedMultiplyAdd(a2, b0, c20);
            c30 = FusedMultiplyAdd(a3, b0, c30);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
            c11 = FusedMultiplyAdd(a1, b1, c11);
            c21 = FusedMultiplyAdd(a2, b1, c21);
            c31 = FusedMultiplyAdd(a3, b1, c31);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
        *(LaneVector*)(c + cRow) = c10;
        *(LaneVector*)(c + cRow + cColumn) = c11;
        *(LaneVector*)(c + (2 * cRow)) = c20;
        *(LaneVector*)(c + (2 * cRow) + cColumn) = c21;
        *(LaneVector*)(c + (3 * cRow)) = c30;
        *(LaneVector*)(c + (3 * cRow) + cColumn) = c31;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow;
        nint sRow = tile.SRow, cRow = tile.CRow;
        LaneVector c00 = At(s);
        LaneVector c10 = At(s + sRow);
        LaneVector c20 = At(s + (2 * sRow));
        LaneVector c30 = At(s + (3 * sRow));
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow), a2 = At(a + (2 * aRow)), a3 = At(a + (3 * aRow));
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
            c20 = FusedMultiplyAdd(a2, b0, c20);
            c30 = FusedMultiplyAdd(a3, b0, c30);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cRow) = c10;
        *(LaneVector*)(c + (2 * cRow)) = c20;
        *(LaneVector*)(c + (3 * cRow)) = c30;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x4(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow, bColumn = tile.BColumn;
        nint sRow = tile.SRow, cRow = tile.CRow;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn), c02 = At(s + (2 * sColumn)), c03 = At(s + (3 * sColumn));
        LaneVector c10 = At(s + sRow), c11 = At(s + sRow + sColumn), c12 = At(s + sRow + (2 * sColumn)), c13 = At(s + sRow + (3 * sColumn));
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
            c11 = FusedMultiplyAdd(a1, b1, c11);
            LaneVector b2 = At(b + (2 * bColumn));
            c02 = FusedMultiplyAdd(a0, b2, c02);
            c12 = FusedMultiplyAdd(a1, b2, c12);
            LaneVector b3 = At(b + (3 * bColumn));
            c03 = FusedMultiplyAdd(a0, b3, c03);
            c13 = FusedMultiplyAdd(a1, b3, c13);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
        *(LaneVector*)(c + (2 * cColumn)) = c02;
        *(LaneVector*)(c + (3 * cColumn)) = c03;
        *(LaneVector*)(c + cRow) = c10;
        *(LaneVector*)(c + cRow + cColumn) = c11;
        *(LaneVector*)(c + cRow + (2 * cColumn)) = c12;
        *(LaneVector*)(c + cRow + (3 * cColumn)) = c13;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow, bColumn = tile.BColumn;
        nint sRow = tile.SRow, cRow = tile.CRow;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn);
        LaneVector c10 = At(s + sRow), c11 = At(s + sRow + sColumn);
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
            c11 = FusedMultiplyAdd(a1, b1, c11);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
        *(LaneVector*)(c + cRow) = c10;
        *(LaneVector*)(c + cRow + cColumn) = c11;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, aRow = tile.ARow;
        nint sRow = tile.SRow, cRow = tile.CRow;
        LaneVector c00 = At(s);
        LaneVector c10 = At(s + sRow);
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a), a1 = At(a + aRow);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            c10 = FusedMultiplyAdd(a1, b0, c10);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cRow) = c10;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x4(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, bColumn = tile.BColumn;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn), c02 = At(s + (2 * sColumn)), c03 = At(s + (3 * sColumn));
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
            LaneVector b2 = At(b + (2 * bColumn));
            c02 = FusedMultiplyAdd(a0, b2, c02);
            LaneVector b3 = At(b + (3 * bColumn));
            c03 = FusedMultiplyAdd(a0, b3, c03);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
        *(LaneVector*)(c + (2 * cColumn)) = c02;
        *(LaneVector*)(c + (3 * cColumn)) = c03;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep, bColumn = tile.BColumn;
        nint sColumn = tile.SColumn, cColumn = tile.CColumn;
        LaneVector c00 = At(s), c01 = At(s + sColumn);
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
            LaneVector b1 = At(b + bColumn);
            c01 = FusedMultiplyAdd(a0, b1, c01);
        }

        *(LaneVector*)(c) = c00;
        *(LaneVector*)(c + cColumn) = c01;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(in Tile tile)
    {
        byte* a = tile.A, b = tile.B, s = tile.S, c = tile.C;
        nint aStep = tile.AStep, bStep = tile.BStep;
        LaneVector c00 = At(s);
        for (int k = tile.Depth; k > 0; k--, a += aStep, b += bStep)
        {
            LaneVector a0 = At(a);
            LaneVector b0 = At(b);
            c00 = FusedMultiplyAdd(a0, b0, c00);
        }

        *(LaneVector*)(c) = c00;
    }

    /// <summary>One tile's four origins and their strides in bytes.</summary>
    private struct Tile
    {
        public int Depth;
        public byte* A;
        public byte* B;
        public byte* S;
        public byte* C;
        public nint ARow;
        public nint AStep;
        public nint BColumn;
        public nint BStep;
        public nint SRow;
        public nint SColumn;
        public nint CRow;
        public nint CColumn;
    }
}

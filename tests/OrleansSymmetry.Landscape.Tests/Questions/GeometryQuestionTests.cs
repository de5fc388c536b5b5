using System.Text;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class GeometryQuestionTests
{
    public static TheoryData<string> Questions =>
    [
        """{"kind":"swap","class":"abc-1","layer":null,"moves":null,"landscape":0}""",
        """{"kind":"swap","class":"abc-1","layer":2,"moves":[{"layers":[{"layer":1,"cycles":[[1,2,3],[4,5]],"flips":[2]}]}],"landscape":1}""",
        """{"kind":"barriers","classes":8,"runs":8,"connectivity":256,"landscape":0}""",
        """{"kind":"slice","class":"c","plane":{"kind":"random","seed":7,"radius":1},"width":101,"height":51,"landscape":0}""",
        """{"kind":"slice","class":"c","plane":{"kind":"eigenvectors","first":1,"second":2,"radius":0.5},"width":101,"height":51,"landscape":0}""",
        """{"kind":"slice","class":"c","plane":{"kind":"classes","second":"d","third":"e","margin":0.25},"width":3,"height":4,"landscape":0}""",
        """{"kind":"show","class":"c","landscape":2}""",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_has_one_form_and_reads_back_from_it(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        GeometryQuestion question = GeometryJson.ReadQuestion(bytes);

        Assert.Equal(json, Encoding.UTF8.GetString(GeometryJson.Write(question)));
        Assert.Equal(question, GeometryJson.ReadQuestion(GeometryJson.Write(question)));
        Assert.Matches("^[0-9a-f]{16}$", GeometryQuestionId.Of(question));
    }

    [Fact]
    public void The_order_of_keys_makes_no_other_question()
    {
        GeometryQuestion question = GeometryJson.ReadQuestion("""{"landscape":2,"class":"c","kind":"show"}"""u8);

        Assert.Equal(new ShowQuestion(2, "c"), question);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kind":"dance","landscape":0}""")]
    [InlineData("""{"kind":"show","landscape":0}""")]
    [InlineData("""{"kind":"show","landscape":0,"class":null}""")]
    [InlineData("""{"kind":"show","landscape":0,"class":"c","colour":1}""")]
    [InlineData("""{"kind":"show","landscape":0.5,"class":"c"}""")]
    [InlineData("""{"kind":"slice","class":"c","plane":{"kind":"curved"},"landscape":0}""")]
    public void What_is_no_question_is_refused_in_a_sentence(string json)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => GeometryJson.ReadQuestion(Encoding.UTF8.GetBytes(json)));

        Assert.Contains("question", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_questions_have_different_names()
    {
        string[] names = [.. Questions.Select(row => GeometryQuestionId.Of(GeometryJson.ReadQuestion(Encoding.UTF8.GetBytes(row.Data))))];

        Assert.Equal(names.Length, names.Distinct().Count());
    }
}

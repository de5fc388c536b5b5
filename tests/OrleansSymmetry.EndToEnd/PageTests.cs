using System.Globalization;
using Microsoft.Playwright;
using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd;

[Trait("Tier", "browser")]
public sealed class PageTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task Page_of_a_running_sweep_shows_its_progress_and_its_classes()
    {
        using var data = new TemporaryFolder();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        await using Child run = Child.Symmetry(
            "run", Repository.Sweep("xor.yaml"), "--set", "network.hidden=[4]", "--seeds", "0..65535", "--data", data, "--page",
            new Uri(address).Port.ToString(CultureInfo.InvariantCulture));
        await Eventually.Holds("the run prints the page's address", () => run.Errors.Contains(address, StringComparison.Ordinal), actual: () => run.Errors);

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("0.0563861");
        await Assertions.Expect(page.Locator("[role=progressbar], progress").First).ToBeVisibleAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = data.File("page.png"), FullPage = true });
        Assert.True(new FileInfo(data.File("page.png")).Length > 0);
        Assert.Empty(complaints);
        run.Signal("INT");
        await run.EndsWith(130);
    }
}

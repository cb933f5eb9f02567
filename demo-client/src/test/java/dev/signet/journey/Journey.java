package dev.signet.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person in front of a browser. Each journey begins with an empty one; whatever a page
 * tried against its own content policy fails the journey.
 */
abstract class Journey {

	private static final int WIDE = 1280;

	private static final int NARROW = 390;

	private static final int HEIGHT = 850;

	protected final RunningDemonstration demo = RunningDemonstration.get();

	protected BrowserContext browser;

	protected Page page;

	private final List<String> policyViolations = new ArrayList<>();

	@BeforeEach
	void openBrowser() {
		this.browser = Browsers.chromium()
			.newContext(new Browser.NewContextOptions().setViewportSize(WIDE, HEIGHT)
				.setReducedMotion(ReducedMotion.REDUCE));
		this.browser.setDefaultTimeout(20_000);
		this.browser.onConsoleMessage((message) -> {
			if (message.text().contains("Content Security Policy")) {
				this.policyViolations.add(message.text());
			}
		});
		this.page = this.browser.newPage();
	}

	@AfterEach
	void closeBrowser() {
		this.browser.close();
		assertThat(this.policyViolations).isEmpty();
	}

	/**
	 * Keeps pictures of the present page in {@code target/screenshots}, wide and narrow,
	 * light and dark, and makes sure that it never has to be scrolled sideways.
	 */
	protected void picture(String name) {
		for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
			this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
			for (int width : new int[] { 320, NARROW, WIDE }) {
				this.page.setViewportSize(width, HEIGHT);
				assertThat((int) this.page.evaluate("document.documentElement.scrollWidth")).as("width of " + name)
					.isLessThanOrEqualTo(width);
				if (width != 320) {
					Path file = Path.of("target/screenshots",
							name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
					this.page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
				}
			}
		}
	}

}

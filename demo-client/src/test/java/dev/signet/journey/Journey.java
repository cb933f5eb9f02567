package dev.signet.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person in front of a browser. Each journey begins with an empty one; whatever a page
 * tried against its own content policy fails the journey, and so does what keeps somebody
 * out of a page that was looked at.
 */
abstract class Journey {

	/**
	 * Locked by who is alice, the administrator: one journey signs her out everywhere,
	 * and others change what all people meet.
	 */
	static final String ADMINISTRATOR = "administrator";

	private static final int WIDE = 1280;

	/** Also 1280 pixels at a zoom of 200 % (WCAG 2.2 §1.4.4). */
	private static final int HALF = 640;

	private static final int NARROW = 390;

	/** Also 1280 pixels at a zoom of 400 % (WCAG 2.2 §1.4.10). */
	private static final int NARROWEST = 320;

	private static final int HEIGHT = 850;

	static {
		PlaywrightAssertions.setDefaultAssertionTimeout(Browsers.PATIENCE.toMillis());
	}

	/** What was looked at in this run: each journey passes pages that others look at. */
	private static final Set<String> LOOKED_AT = ConcurrentHashMap.newKeySet();

	/** People look at pictures; nothing is tested by them. */
	private static final boolean PICTURES = System.getenv("SIGNET_PICTURES") != null;

	protected final RunningDemonstration demo = RunningDemonstration.get();

	protected BrowserContext browser;

	protected Page page;

	private final List<String> policyViolations = new ArrayList<>();

	private final List<String> barriers = new ArrayList<>();

	@BeforeEach
	void openBrowser() {
		this.browser = newBrowser();
		this.page = this.browser.newPage();
	}

	@AfterEach
	void closeBrowser() {
		this.browser.close();
		assertThat(this.policyViolations).isEmpty();
		assertThat(this.barriers).isEmpty();
	}

	/** Whether the browser runs scripts. */
	protected boolean scripts() {
		return true;
	}

	/** An empty browser; whoever asks for another one closes it. */
	protected BrowserContext newBrowser() {
		BrowserContext context = Browsers.context(new Browser.NewContextOptions().setViewportSize(WIDE, HEIGHT)
			.setReducedMotion(ReducedMotion.REDUCE)
			.setJavaScriptEnabled(scripts()));
		context.onConsoleMessage((message) -> {
			if (message.text().contains("Content Security Policy")) {
				this.policyViolations.add(message.text());
			}
		});
		return context;
	}

	/**
	 * Looks at the present page. Where {@code SIGNET_PICTURES} is set, it also keeps
	 * pictures of it in {@code target/screenshots}, wide and narrow, light and dark.
	 */
	protected void picture(String name) {
		look(name);
		if (scripts() && PICTURES) {
			for (int width : new int[] { NARROW, WIDE }) {
				this.page.setViewportSize(width, HEIGHT);
				for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
					colours(scheme);
					String view = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
					this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
						.setPath(Path.of("target/screenshots", view + ".png")));
				}
			}
		}
	}

	/**
	 * Looks at the present page, wide and narrow, light and dark: axe finds nothing
	 * serious, and it never has to be scrolled sideways. Once for each name, so pages
	 * that differ have names that differ.
	 */
	protected void look(String name) {
		if (!scripts() || !LOOKED_AT.add(name)) {
			// Axe is a script, and what it says of the page does not depend on ours
			return;
		}
		// What is seen before has not all its styles
		this.page.waitForLoadState();
		resize(NARROWEST, name);
		resize(HALF, name);
		// Narrow: in wide windows an ornament behind everything hides contrasts from axe
		resize(NARROW, name);
		this.barriers.addAll(Axe.barriers(this.page, name + ", light"));
		colours(ColorScheme.DARK);
		this.barriers.addAll(Axe.faintWords(this.page, name + ", dark"));
		colours(ColorScheme.LIGHT);
		resize(WIDE, name);
	}

	protected Locator heading(String words) {
		return this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words)).first();
	}

	protected Locator button(String words) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words)).first();
	}

	private void colours(ColorScheme scheme) {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
	}

	private void resize(int width, String name) {
		this.page.setViewportSize(width, HEIGHT);
		if ((int) this.page.evaluate("document.documentElement.scrollWidth") > width) {
			this.barriers.add(name + ": must be scrolled sideways at a width of " + width);
		}
	}

}

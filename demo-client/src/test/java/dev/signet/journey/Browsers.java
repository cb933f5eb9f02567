package dev.signet.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;

/**
 * A headless Chromium for each thread that runs journeys, as Playwright serves one thread
 * only: the machine's own, named by SIGNET_CHROMIUM or found in the usual places, first
 * the one without windows, which does half of the work; else the one that Playwright
 * downloads.
 */
final class Browsers {

	/** Long, as a page may come late where much else is going on. */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private static final ThreadLocal<Browser> CHROMIUM = ThreadLocal.withInitial(Browsers::launch);

	private Browsers() {
	}

	/** That of this thread; starts it at the first call. */
	static Browser chromium() {
		return CHROMIUM.get();
	}

	/**
	 * An empty browser, which waits as long as it takes; whoever asks for it closes it.
	 */
	static BrowserContext context(Browser.NewContextOptions options) {
		BrowserContext context = chromium().newContext(options);
		context.setDefaultTimeout(PATIENCE.toMillis());
		return context;
	}

	private static Browser launch() {
		LaunchOptions options = new LaunchOptions().setArgs(QUIET);
		Optional<Path> installed = Stream
			.of(System.getenv().getOrDefault("SIGNET_CHROMIUM", "/usr/bin/chromium-headless-shell"),
					"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
		Playwright.CreateOptions create = new Playwright.CreateOptions();
		if (installed.isPresent()) {
			create.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
			options.setExecutablePath(installed.get());
		}
		return Playwright.create(create).chromium().launch(options);
	}

}

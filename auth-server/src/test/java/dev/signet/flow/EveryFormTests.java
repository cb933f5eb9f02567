package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for each form of our pages, those to come included: without its token, with
 * the token of another browser, and with bytes that are no text, it is refused, and
 * nothing changes.
 */
@SignetTest
class EveryFormTests {

	/** Another site may send people there, without a token; it asks first. */
	private static final String LOGOUT = "/connect/logout";

	@Autowired
	private Actors actors;

	@Autowired
	private ThreadPoolTaskScheduler scheduler;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	private List<Browser> browsers;

	@BeforeEach
	void setUp() {
		// A sweep between two checksums would look like a change
		this.scheduler.stop();
		Browser stranger = this.actors.browser();
		stranger.open("/signin");
		this.browsers = List.of(stranger, this.actors.signedIn(this.actors.person("USER", "ADMIN")));
	}

	@AfterEach
	void tearDown() {
		this.scheduler.start();
	}

	@Test
	void postWhenWithoutTokenThenRefusedAndNothingChanges() {
		assertRefused((browser, path) -> browser.postRaw(path, "x=y"));
	}

	@Test
	void postWhenTokenIsOfAnotherBrowserThenRefusedAndNothingChanges() {
		String foreign = token(this.actors.signedIn(this.actors.person("USER", "ADMIN")));
		assertRefused((browser, path) -> browser.postRaw(path, "_csrf=" + foreign));
	}

	@Test
	void postWhenBytesAreNoTextThenRefusedAndNothingChanges() {
		Map<Browser, String> tokens = Map.of(this.browsers.get(0), token(this.browsers.get(0)), this.browsers.get(1),
				token(this.browsers.get(1)));
		assertRefused((browser, path) -> browser.postRaw(path, "_csrf=" + tokens.get(browser) + "&x=%ff"));
	}

	private void assertRefused(BiFunction<Browser, String, Page> bad) {
		List<String> forms = forms();
		assertThat(forms).hasSizeGreaterThan(70);
		Footprint before = Footprint.of(this.jdbc);
		for (Browser browser : this.browsers) {
			for (String path : forms) {
				assertThat(bad.apply(browser, path).status()).as(path)
					.satisfiesAnyOf((status) -> assertThat(status).isEqualTo(303),
							(status) -> assertThat(status).isBetween(400, 499));
			}
		}
		assertThat(Footprint.of(this.jdbc).tables()).isEqualTo(before.tables());
	}

	/** The addresses of all forms; in those with an id stands one of nothing. */
	private List<String> forms() {
		return this.mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((each) -> each.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST)
					&& ours(each.getValue()))
			.map(Map.Entry::getKey)
			.map(RequestMappingInfo::getPatternValues)
			.flatMap((patterns) -> Stream.of(patterns.iterator().next()))
			.filter((path) -> !path.equals(LOGOUT))
			.map((path) -> path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString()))
			.distinct()
			.sorted()
			.toList();
	}

	/** Not of the endpoints that apps call, nor of what stands in for other servers. */
	private static boolean ours(HandlerMethod method) {
		String name = method.getBeanType().getPackageName();
		return name.startsWith("dev.signet.") && !name.startsWith("dev.signet.protocol")
				&& !name.startsWith("dev.signet.demo");
	}

	private static String token(Browser browser) {
		return browser.open("/recover").csrf();
	}

}

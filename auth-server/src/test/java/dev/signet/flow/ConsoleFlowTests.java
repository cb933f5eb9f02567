package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets into the console, by which way, and what it shows first.
 */
@SignetTest
class ConsoleFlowTests {

	private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@Test
	void openWhenAdministratorThenAccountLeadsThereAndBack() {
		Document account = this.admin.open("/account").document();
		assertThat(account.select(".sections:not(.folded) a[href=/admin]")).hasSize(1);
		Page overview = this.admin.open("/admin");
		assertThat(overview.status()).isEqualTo(200);
		assertThat(overview.document().select("h1").text()).isEqualTo("What needs your attention");
		assertThat(overview.document().select(".sections a[aria-current=page]").eachText()).containsOnly("Overview");
		assertThat(overview.document().select(".sections a[href=/account]")).isNotEmpty();
	}

	/**
	 * Beside in wide windows, folded in narrow ones; the stylesheet shows one of both.
	 */
	@Test
	void openThenSectionsFoldWithoutScripts() {
		Document page = this.admin.open("/admin").document();
		assertThat(page.select("nav.sections:not(.folded) a").eachAttr("href"))
			.isEqualTo(page.select("nav.folded details a").eachAttr("href"));
		for (String href : page.select("nav.folded a").eachAttr("href")) {
			assertThat(this.admin.open(href).status()).as(href).isEqualTo(200);
		}
	}

	@Test
	void openWhenRoleIsMissingThenLikeAPageThatIsNotThere() {
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		assertThat(somebody.open("/account").document().select("a[href=/admin]")).isEmpty();
		for (String path : List.of("/admin", "/admin/", "/admin/providers", "/admin/providers/add",
				"/admin/providers/add/google", "/admin/providers/" + NOBODY, "/admin/providers/" + NOBODY + "/edit",
				"/admin/directories", "/admin/directories/add/openldap", "/admin/directories/" + NOBODY + "/try",
				"/admin/nothing")) {
			Page page = somebody.fetch("GET", path, Map.of());
			assertThat(page.status()).as(path).isEqualTo(404);
			assertThat(page.response().body()).as(path).doesNotContain("provider", "directory");
		}
		String token = somebody.csrf();
		for (String path : List.of("/admin/providers/add/google", "/admin/providers/" + NOBODY + "/enable",
				"/admin/providers/" + NOBODY + "/remove", "/admin/directories/add/openldap",
				"/admin/directories/" + NOBODY + "/try", "/admin/directories/" + NOBODY + "/enable")) {
			assertThat(somebody.postOnly(path, Map.of("_csrf", token), Map.of()).status()).as(path).isEqualTo(404);
		}
	}

	/** Whether something is there, they learn only when it is theirs. */
	@Test
	void openWhenSignedOutThenSignInLeadsBack() {
		Browser browser = this.actors.browser();
		for (String path : List.of("/admin", "/admin/providers", "/admin/providers/add", "/admin/decisions",
				"/admin/nothing-here")) {
			assertThat(browser.open(path).address().getPath()).as(path).isEqualTo("/signin");
		}
		Page back = this.actors.signIn(browser, browser.open("/admin/providers/add"), this.administrator);
		assertThat(back.address().getPath()).isEqualTo("/admin/providers/add");
		assertThat(this.actors.browser().fetch("GET", "/admin/api/mails", Map.of()).status()).isEqualTo(404);
	}

	@Test
	void openWhenRoleIsMissingAfterSignInThenNothingIsThere() {
		Browser browser = this.actors.browser();
		Page page = this.actors.signIn(browser, browser.open("/admin"), this.actors.person("USER"));
		assertThat(page.status()).isEqualTo(404);
	}

	@Test
	void changeWhenSignInIsLongAgoThenAskedAgainAndLedBack() {
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.admin.open("/admin").status()).as("looking is free").isEqualTo(200);
		assertThat(this.admin.open("/admin/providers").status()).isEqualTo(200);
		Page again = this.admin.open("/admin/providers/add/openid-connect");
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(this.actors.signIn(this.admin, again, this.administrator).address().getPath())
			.isEqualTo("/admin/providers/add/openid-connect");
	}

	@Test
	void languageThenChangesOnTheSamePage() {
		Page page = this.admin.open("/admin/providers");
		Page german = this.admin.submit(page, Map.of("language", "de"));
		assertThat(german.address().getPath()).isEqualTo("/admin/providers");
		assertThat(german.document().select("html").attr("lang")).isEqualTo("de");
		assertThat(german.document().select(".sections a[href=/admin]").eachText()).contains("Übersicht");
	}

	/** P162. */
	@ParameterizedTest
	@ValueSource(strings = { "/admin%2fproviders", "/admin/%2e%2e/admin/providers", "/admin%5cproviders",
			"//admin/providers", "/admin//providers", "/admin/..;/admin/providers", "/account/..;/admin/providers",
			"/admin;x=y/providers", "/admin/providers%00", "/ADMIN/providers", "/admin/providers/" })
	void openWhenPathIsTrickyThenNeverThePage(String path) {
		for (Browser browser : List.of(this.admin, this.actors.signedIn(this.actors.person("USER")))) {
			String cookies = browser.cookies()
				.entrySet()
				.stream()
				.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
				.collect(Collectors.joining("; "));
			Reply reply = RawHttp.send(new Scene(this.beans), "GET " + path + " HTTP/1.1", "Accept: text/html",
					"Cookie: " + cookies);
			assertThat(reply.status()).as(path).isIn(400, 404);
			assertThat(reply.body()).as(path).doesNotContain("Sign-in with other providers");
		}
	}

}

package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.credential.Passwords;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person's own page about the providers by which they sign in, and the password that
 * somebody sets who came without one.
 */
@SignetTest
class OtherProvidersFlowTests {

	private static final String PAGE = "/account/providers";

	private static final String FIRST = "/account/password/first";

	private static final String NEW = "another horse with batteries";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Providers providers;

	@Autowired
	private Links links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private TestUpstream upstream;

	private Provider provider;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.upstream = new TestUpstream(this.clock);
		this.provider = named("Elsewhere " + UUID.randomUUID().toString().substring(0, 8), ProviderAudience.EVERYBODY);
		Account made = this.actors.person("USER");
		this.person = this.accounts.update(made.id(),
				(account) -> account.verifyEmail(new EmailAddress(made.emailAddress()), this.clock.instant()));
		this.browser = this.actors.signedIn(this.person);
	}

	@AfterEach
	void tearDown() {
		this.jdbc.sql("delete from upstream_links where account_id = :id")
			.param("id", this.person.id().value())
			.update();
		this.upstream.close();
	}

	@Test
	void pageThenListsLinksAndWhatCanBeLinked() throws LinkTaken {
		Page empty = this.browser.open(PAGE);
		assertThat(empty.document().select("h1").text()).isEqualTo("Sign-in with other providers");
		assertThat(empty.document().select("main").text()).contains("You have linked no account", this.provider.name());
		assertThat(empty.document().select("nav.sections a[aria-current=page]").attr("href")).isEqualTo(PAGE);
		Link link = link(this.person);
		this.links.used(link);
		Page page = this.browser.open(PAGE);
		assertThat(page.document().select("main section").first().text()).contains(this.provider.name(),
				"ada@upstream.example", "last used");
		assertThat(this.browser.open("/account/security").document().select("main").text())
			.contains("Linked: " + this.provider.name());
	}

	@Test
	void linkThenTheBrowserLeavesForTheProviderAndComesBackToThisPage() {
		Page left = this.browser.press(this.browser.open(PAGE + "/" + this.provider.id() + "/link"));
		assertThat(left.left().toString()).startsWith(this.upstream.at("/authorize").toString());
		assertThat(this.jdbc.sql("select purpose || ' ' || next from upstream_flows where account_id = :id")
			.param("id", this.person.id().value())
			.query(String.class)
			.single()).isEqualTo("LINK " + PAGE);
	}

	@Test
	void linkWhenProviderIsNotForThisPersonOrOffThenNothingBegins() {
		Provider others = named("For others", new ProviderAudience(List.of("others.example"), List.of()));
		this.providers.disable(this.provider.id(), this.person.id());
		String token = token();
		for (Object id : List.of(others.id(), this.provider.id(), UUID.randomUUID())) {
			String path = PAGE + "/" + id + "/link";
			assertThat(this.browser.open(path).address().getPath()).isEqualTo(PAGE);
			assertThat(this.browser.post(path, Map.of("_csrf", token)).address().getPath()).isEqualTo(PAGE);
		}
		assertThat(this.browser.open(PAGE).document().select("main").text()).doesNotContain("For others");
		assertThat(this.browser.open(PAGE + "/x/link").status()).isIn(400, 404);
	}

	@Test
	void linkWhenProviderIsAwayThenSaysSo() {
		this.upstream.close();
		Page page = this.browser.press(this.browser.open(PAGE + "/" + this.provider.id() + "/link"));
		assertThat(page.document().select("[role=alert]").text()).contains("trouble at the moment");
		assertThat(page.document().select("form[action$=/link]")).hasSize(1);
	}

	@Test
	void unlinkThenItIsGoneToldOfAndCanBePutBackFor30Days() throws LinkTaken {
		Link link = link(this.person);
		Page removed = this.browser.press(this.browser.open(remove(link)));
		assertThat(removed.document().select("[role=status]").text()).startsWith("It is unlinked");
		assertThat(this.links.find(link.issuer(), link.subject())).isEmpty();
		assertThat(removed.document().select("main").text()).contains("You have linked no account",
				"For 30 days you can put back");
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).about("A sign-in method was removed");
		assertThat(mail.text()).contains("unlinked from an account at " + this.provider.name());
		assertThat(mail.links().get(0)).contains("/lock?token=");
		Page back = this.browser.press(this.browser.open(restore(link)));
		assertThat(back.document().select("[role=status]").text()).isEqualTo("It is linked again.");
		assertThat(this.links.find(link.issuer(), link.subject())).isPresent();
		assertThat(Mailbox.of(this.person.emailAddress()).await(2).get(1).subject())
			.isEqualTo("A sign-in method was added");
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith(this.provider.name() + " was linked to your account again"))
			.anyMatch((line) -> line.startsWith(this.provider.name() + " was unlinked from your account"));
	}

	@Test
	void restoreWhenLateOrSomebodyElseHasItThenSaysSo() throws LinkTaken {
		Link link = link(this.person);
		this.browser.press(this.browser.open(remove(link)));
		Page page = this.browser.open(restore(link));
		Account other = this.actors.person("USER");
		this.links.add(other.id(), link.providerId(),
				new UpstreamPerson(link.issuer(), link.subject(), null, false, Map.of(), null));
		Page refused = this.browser.press(page);
		assertThat(refused.document().select("[role=status]").text()).startsWith("It can’t be put back");
		assertThat(this.links.find(link.issuer(), link.subject()).orElseThrow().accountId()).isEqualTo(other.id());
		this.clock.advance(Duration.ofDays(31));
		this.browser = this.actors.signedIn(this.person);
		assertThat(this.browser.open(restore(link)).address().getPath()).isEqualTo(PAGE);
		assertThat(this.browser.open(PAGE).document().select("form[action$=/restore]")).isEmpty();
		this.jdbc.sql("delete from upstream_links where account_id = :id").param("id", other.id().value()).update();
	}

	@Test
	void unlinkWhenItIsTheLastWayInThenSaysWhatToDoAndKeepsIt() throws LinkTaken {
		Link link = link(this.person);
		withoutOtherWays();
		Page page = this.browser.open(remove(link));
		assertThat(page.document().select("[role=alert]").text()).startsWith("You have no other way to sign in.");
		assertThat(page.document().select("main form")).isEmpty();
		assertThat(this.browser.post(remove(link), Map.of("_csrf", token())).address().getPath())
			.isEqualTo(remove(link));
		assertThat(this.links.count(this.person.id())).isOne();
		assertThat(this.browser.open("/account").document().select("main").text())
			.contains("You can sign in only with another provider.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "passkey", "link", "mail" })
	void unlinkWhenAnotherWayInIsLeftThenItGoes(String way) throws LinkTaken {
		Link link = link(this.person);
		withoutOtherWays();
		switch (way) {
			case "password" -> this.passwords.set(this.person.id(), NEW);
			case "passkey" -> TestPasskey.of(this.person.id(), this.beans);
			case "link" -> link(this.person);
			default -> verifyAddress();
		}
		this.browser.press(this.browser.open(remove(link)));
		assertThat(this.links.find(link.issuer(), link.subject())).isEmpty();
	}

	@Test
	void unlinkWhenTheOtherLinkIsOfAProviderThatIsOffThenItStays() throws LinkTaken {
		Link link = link(this.person);
		Provider off = named("Off", ProviderAudience.EVERYBODY);
		this.links.add(this.person.id(), off.id(),
				new UpstreamPerson(this.upstream.issuer(), UUID.randomUUID().toString(), null, false, Map.of(), null));
		this.providers.disable(off.id(), this.person.id());
		withoutOtherWays();
		assertThat(this.browser.post(remove(link), Map.of("_csrf", token())).address().getPath())
			.isEqualTo(remove(link));
		assertThat(this.browser.open(PAGE).document().select("main section").eachText())
			.anyMatch((text) -> text.startsWith("Off Not usable now"));
	}

	@Test
	void unlinkWhenTwoGoAtOnceThenOneStays() throws Exception {
		Link one = link(this.person);
		Link other = link(this.person);
		withoutOtherWays();
		Map<String, String> form = Map.of("_csrf", token());
		Callable<Integer> first = () -> this.browser.postOnly(remove(one), form, Map.of()).status();
		Callable<Integer> second = () -> this.browser.postOnly(remove(other), form, Map.of()).status();
		Race.run(List.of(first, second));
		assertThat(this.links.count(this.person.id())).isOne();
	}

	@Test
	void removePasskeyWhenItIsTheLastWayInThenStays() {
		TestPasskey.of(this.person.id(), this.beans);
		withoutOtherWays();
		String path = this.browser.open("/account/security")
			.document()
			.selectFirst("main a[href^=/account/security/passkeys/]:not([href$=add])")
			.attr("href") + "/remove";
		assertThat(this.browser.open(path).document().select("[role=alert]").text())
			.startsWith("You have no other way to sign in than this passkey.");
		assertThat(this.browser.post(path, Map.of("_csrf", token())).address().getPath()).isEqualTo(path);
		assertThat(this.browser.open("/account/security").document().select("#passkey-0")).hasSize(1);
	}

	@Test
	void actWhenLinkIsSomebodyElsesThenNothingHappens() throws LinkTaken {
		Account other = this.actors.person("USER");
		Link theirs = link(other);
		String token = token();
		for (String path : List.of(remove(theirs), restore(theirs))) {
			assertThat(this.browser.open(path).address().getPath()).isEqualTo(PAGE);
			assertThat(this.browser.post(path, Map.of("_csrf", token)).address().getPath()).isEqualTo(PAGE);
		}
		assertThat(this.links.find(theirs.issuer(), theirs.subject())).isPresent();
		this.links.remove(theirs.id(), other.id());
		this.browser.post(restore(theirs), Map.of("_csrf", token));
		assertThat(this.links.find(theirs.issuer(), theirs.subject())).isEmpty();
		this.jdbc.sql("delete from upstream_links where account_id = :id").param("id", other.id().value()).update();
	}

	@Test
	void actWhenTokenIsMissingOrSignInIsOldThenNothingHappens() throws LinkTaken {
		Link link = link(this.person);
		String token = token();
		for (String path : List.of(remove(link), restore(link), PAGE + "/" + this.provider.id() + "/link", FIRST)) {
			assertThat(this.browser.postOnly(path, Map.of(), Map.of()).status()).isEqualTo(403);
			assertThat(this.browser.postOnly(path, Map.of("_csrf", "x"), Map.of()).status()).isEqualTo(403);
			assertThat(this.actors.browser().open(path).address().getPath()).isEqualTo("/signin");
		}
		this.clock.advance(Duration.ofMinutes(16));
		for (String path : List.of(remove(link), PAGE + "/" + this.provider.id() + "/link", FIRST)) {
			Page again = this.browser.post(path, Map.of("_csrf", token));
			assertThat(again.address().getPath()).isEqualTo("/signin");
			assertThat(again.document().select("input[name=next]").val()).as("comes back").isEqualTo(path);
		}
		assertThat(this.browser.open(PAGE).address().getPath()).as("looking is free").isEqualTo(PAGE);
		assertThat(this.links.count(this.person.id())).isOne();
	}

	@Test
	void unlinkWhenSentTwiceOrFromAnOldPageThenLooksAlike() throws LinkTaken {
		Link link = link(this.person);
		Page page = this.browser.open(remove(link));
		this.browser.press(page);
		Page again = this.browser.press(page);
		assertThat(again.address().getPath()).isEqualTo(PAGE);
		assertThat(again.document().select("[role=status]")).isEmpty();
		assertThat(Mailbox.of(this.person.emailAddress()).await(1)).hasSize(1);
	}

	@Test
	void linksWhenTheyHaveMarkupInTheirNamesThenItIsText() throws LinkTaken {
		Provider odd = named("<b>Odd</b> & {0}", ProviderAudience.EVERYBODY);
		this.links.add(this.person.id(), odd.id(), new UpstreamPerson(this.upstream.issuer(),
				UUID.randomUUID().toString(), null, false, Map.of("name", "<script>alert(1)</script>"), null));
		Page page = this.browser.open(PAGE);
		assertThat(page.document().select("main b, main script")).isEmpty();
		assertThat(page.document().select("main").text()).contains("<b>Odd</b> & {0}", "<script>alert(1)</script>");
	}

	// The first password

	@Test
	void firstPasswordWhenThereIsNoneThenIsSetToldOfAndNothingEnds() {
		withoutOtherWays();
		Browser other = this.actors.browser();
		verifyAddress();
		Page page = this.browser.open("/account/password");
		assertThat(page.address().getPath()).isEqualTo(FIRST);
		assertThat(page.document().select("input[type=password]")).hasSize(1);
		assertThat(this.browser.open("/account/security").document().select("main").text())
			.contains("You have none yet.");
		Page set = this.browser.submit(page, Map.of("newPassword", NEW));
		assertThat(set.address().getPath()).isEqualTo("/account/password");
		assertThat(set.document().select("[role=status]").text()).isEqualTo("Your password is set.");
		assertThat(this.passwords.matches(this.person.id(), NEW)).isTrue();
		assertThat(other.submit(other.open("/signin"), Map.of("login", this.person.username(), "password", NEW))
			.address()
			.getPath()).isEqualTo("/account");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(Mailbox.of(this.person.emailAddress()).await(2).get(0).text()).contains("A password was set");
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("You set a password"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "password1234567890", "another\0horse with batteries" })
	void firstPasswordWhenItIsNotGoodEnoughThenSaysSo(String typed) {
		withoutOtherWays();
		Page page = this.browser.submit(this.browser.open(FIRST), Map.of("newPassword", typed));
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById("newPassword-error")).isNotNull();
		assertThat(page.document().select("input[type=password]").eachAttr("value")).allMatch(String::isEmpty);
		assertThat(this.passwords.exists(this.person.id())).isFalse();
	}

	@Test
	void firstPasswordWhenThereIsOneThenTheOldOneIsAskedFor() {
		withoutOtherWays();
		Page form = this.browser.open(FIRST);
		this.passwords.set(this.person.id(), Actors.PASSWORD);
		assertThat(this.browser.submit(form, Map.of("newPassword", NEW)).address().getPath())
			.isEqualTo("/account/password");
		assertThat(this.browser.open(FIRST).address().getPath()).isEqualTo("/account/password");
		assertThat(this.passwords.matches(this.person.id(), Actors.PASSWORD)).isTrue();
	}

	@Test
	void firstPasswordWhenManyAtOnceThenOneCounts() throws Exception {
		withoutOtherWays();
		Map<String, String> token = Map.of("_csrf", token());
		List<Callable<Integer>> racers = List
			.of("first horse with batteries", "second horse with batteries", "third horse with batteries")
			.stream()
			.map((typed) -> (Callable<Integer>) () -> this.browser
				.postOnly(FIRST, Map.of("_csrf", token.get("_csrf"), "newPassword", typed), Map.of())
				.status())
			.toList();
		Race.run(racers);
		assertThat(this.jdbc.sql("select count(*) from audit_events where account_id = :id and type = :type")
			.param("id", this.person.id().value())
			.param("type", "credential.password-added")
			.query(Integer.class)
			.single()).isOne();
	}

	/** Somebody who came by a provider, and whose address is not confirmed. */
	private void withoutOtherWays() {
		this.jdbc.sql("delete from passwords where account_id = :id").param("id", this.person.id().value()).update();
		this.jdbc.sql("update account_emails set verified_at = null where account_id = :id")
			.param("id", this.person.id().value())
			.update();
	}

	private void verifyAddress() {
		this.accounts.update(this.person.id(),
				(account) -> account.verifyEmail(new EmailAddress(account.emailAddress()), this.clock.instant()));
	}

	private Provider named(String name, ProviderAudience audience) {
		return TestUpstream.provider(this.beans, Preset.OPENID_CONNECT,
				this.upstream.settings(Preset.OPENID_CONNECT).withName(name).withAudience(audience),
				TestUpstream.SECRET);
	}

	private Link link(Account account) throws LinkTaken {
		return this.links.add(account.id(), this.provider.id(), new UpstreamPerson(this.upstream.issuer(),
				UUID.randomUUID().toString(), "ada@upstream.example", true, Map.of(), null));
	}

	private String token() {
		return this.browser.open("/account/profile").csrf();
	}

	private static String remove(Link link) {
		return PAGE + "/" + link.id() + "/remove";
	}

	private static String restore(Link link) {
		return PAGE + "/" + link.id() + "/restore";
	}

}

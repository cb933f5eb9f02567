package dev.signet.flow;

import java.time.Clock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.client.Client;
import dev.signet.client.TestClients;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.web.PublicAddress;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the people, apps and browsers of a journey, new ones for each test.
 */
public final class Actors {

	/** The password of every person made here. */
	public static final String PASSWORD = "correct horse battery staple";

	/** The scopes that an app made here asks for. */
	public static final String SCOPE = "openid profile email roles";

	private static final AtomicReference<PasswordHash> HASH = new AtomicReference<>();

	private final BeanFactory beans;

	public Actors(BeanFactory beans) {
		this.beans = beans;
	}

	public URI server() {
		return this.beans.getBean(PublicAddress.class).issuer();
	}

	public Browser browser() {
		return new Browser(server());
	}

	public Account person(String... roles) {
		String name = "p" + UUID.randomUUID().toString().substring(0, 12);
		Account account = this.beans.getBean(Accounts.class)
			.register(NewAccount
				.of(Username.parse(name).orElseThrow(), EmailAddress.parse(name + "@example.test").orElseThrow())
				.named("Ada", "Lovelace")
				.holding(roles));
		this.beans.getBean(Passwords.class).set(account.id(), hash());
		return account;
	}

	/** Made once for all people: hashing takes longer than all else about making one. */
	private PasswordHash hash() {
		return HASH.updateAndGet((made) -> (made != null) ? made : this.beans.getBean(Passwords.class).hash(PASSWORD));
	}

	/** A person whose address is confirmed, so that mails reach them. */
	public Account confirmed(String... roles) {
		return confirm(person(roles));
	}

	/** The same person with their address confirmed. */
	public Account confirm(Account person) {
		return this.beans.getBean(Accounts.class)
			.update(person.id(), (account) -> account.verifyEmail(new EmailAddress(person.emailAddress()),
					this.beans.getBean(Clock.class).instant()));
	}

	/** The types of the events that the audit trail has of a person, the oldest first. */
	public List<String> events(AccountId person) {
		return this.beans.getBean(JdbcClient.class)
			.sql("select type from audit_events where account_id = :person order by at, id")
			.param("person", person.value())
			.query(String.class)
			.list();
	}

	/** A relying party with a secret, which asks for consent. */
	public RelyingParty app() {
		return app(TestClients.confidential());
	}

	public RelyingParty app(TestClients client) {
		Client saved = client.save(this.beans);
		return new RelyingParty(server(), saved.clientId(), saved.publicClient() ? null : TestClients.SECRET,
				saved.publicClient() ? TestClients.LOOPBACK_REDIRECT_URI : TestClients.REDIRECT_URI, SCOPE);
	}

	/** Signs a person in at the page that a browser shows. */
	public Page signIn(Browser browser, Page page, Account person) {
		return browser.submit(page, Map.of("login", person.username(), "password", PASSWORD));
	}

	/** A browser in which a person is signed in. */
	public Browser signedIn(Account person) {
		Browser browser = browser();
		Page page = signIn(browser, browser.open("/signin"), person);
		if (page.status() != 200 || !page.address().getPath().equals("/account")) {
			throw new AssertionError("Not signed in: " + page.status() + " " + page.address());
		}
		return browser;
	}

	/** Lets the person who is signed in allow an app all that it asks for. */
	public Page allowAll(Browser browser, Page consent) {
		return browser.follow(postConsent(browser, consent, "allow", ticks(consent)));
	}

	/** As {@link #allowAll}, and stays there. */
	public Page allowAllOnly(Browser browser, Page consent) {
		return postConsent(browser, consent, "allow", ticks(consent));
	}

	/** Has the recovery codes shown that come after the first second factor. */
	public Page recoveryCodes(Browser browser, Page offer) {
		return browser.submit(offer, Map.of("sealed", offer.document().selectFirst("input[name=sealed]").val()));
	}

	/** Answers the consent page with some scopes ticked. */
	public Page answer(Browser browser, Page consent, String decision, String... ticked) {
		return browser.follow(postConsent(browser, consent, decision, ticked));
	}

	/**
	 * A browser in which a person is signed in and has allowed an app all that it asks
	 * for.
	 */
	public Browser consented(Account person, RelyingParty app) {
		Browser browser = signedIn(person);
		allowAll(browser, app.authorize(browser, app.request()));
		return browser;
	}

	private static String[] ticks(Page page) {
		return page.document()
			.select("input[name=scope]:not([disabled])")
			.stream()
			.map((box) -> box.attr("value"))
			.toArray(String[]::new);
	}

	private static Page postConsent(Browser browser, Page consent, String decision, String[] ticked) {
		StringBuilder body = new StringBuilder();
		consent.form(Map.of("decision", ""))
			.select("input[type=hidden]")
			.forEach((field) -> body.append(Browser.encode(Map.of(field.attr("name"), field.attr("value"))))
				.append('&'));
		body.append(Browser.encode(Map.of("decision", decision)));
		for (String scope : ticked) {
			body.append('&').append(Browser.encode(Map.of("scope", scope)));
		}
		return browser.postRaw(consent.address().resolve("/consent").toString(), body.toString());
	}

}

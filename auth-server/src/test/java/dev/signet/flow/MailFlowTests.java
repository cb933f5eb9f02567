package dev.signet.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.Eventually;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.mail.Mail;
import dev.signet.mail.Mailbox;
import dev.signet.mail.Mails;
import dev.signet.mail.ReceivedMail;
import dev.signet.mail.Recipient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators see what became of mails, and that nobody else does.
 */
@SignetTest
class MailFlowTests {

	private static final String PATH = "/admin/api/mails";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Mails mails;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Account person;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.person);
	}

	@Test
	void testThenArrivesAtTheAdministratorOverSmtp() {
		Page page = post(PATH + "/test", Map.of());
		assertThat(page.status()).isEqualTo(202);
		JsonNode sent = page.json();
		assertThat(sent.path("template").asString()).isEqualTo("mail.test");
		assertThat(sent.path("account_id").asString()).isEqualTo(this.person.id().toString());
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.subject()).isEqualTo("A test mail");
		assertThat(mail.text()).contains(this.person.username());
		assertThat(mail.links()).containsExactly(this.actors.server() + "/account");
		JsonNode read = awaitState(sent.path("id").asString(), "SENT");
		assertThat(read.path("tries").asInt()).isEqualTo(1);
		assertThat(read.has("last_error")).isFalse();
		assertThat(read.has("next_try_at")).isFalse();
	}

	@Test
	void testWhenHostIsForgedThenLinksStayOurs() {
		Scene scene = new Scene(this.beans);
		String body = Browser.encode(Map.of("_csrf", this.admin.csrf()));
		String cookies = this.admin.cookies()
			.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
		Reply reply = RawHttp.bare(scene,
				"POST " + PATH + "/test HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: evil.test\r\n"
						+ "X-Forwarded-Proto: https\r\nForwarded: host=evil.test\r\nCookie: " + cookies
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
						+ "\r\nConnection: close\r\n\r\n" + body);
		assertThat(reply.status()).isEqualTo(202);
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.links()).containsExactly(this.actors.server() + "/account");
		assertThat(mail.text() + mail.html() + mail.header("From") + mail.header("Message-ID"))
			.doesNotContain("evil.test");
	}

	@Test
	void readThenTellsNeitherAddressNorContent() {
		UUID id = parked();
		String body = this.admin.getJson(PATH + "/" + id).response().body()
				+ this.admin.getJson(PATH + "?limit=500").response().body();
		assertThat(body).contains(id.toString()).doesNotContain(this.person.emailAddress(), "s3cret", "content");
		JsonNode mail = this.admin.getJson(PATH + "/" + id).json();
		assertThat(mail.path("state").asString()).isEqualTo("PARKED");
		assertThat(mail.path("last_error").asString()).isEqualTo("SMTP 550 5.1.1");
		assertThat(mail.path("created_at").asString()).matches("20\\d\\d-.+Z");
	}

	@Test
	void logThenTellsNeitherAddressNorContent() {
		try (LogWatch log = new LogWatch()) {
			this.mails.send(mail());
			UUID wordless = this.mails
				.send(Mail.of("mail.no-such-words", Recipient.of(this.person)).button("look", "/x?t=s3cret"));
			Mailbox.of(this.person.emailAddress()).only();
			awaitState(wordless.toString(), "PARKED");
			assertThat(log.text()).contains("mail.no-such-words").doesNotContain(this.person.emailAddress(), "s3cret");
		}
	}

	@Test
	void listThenNewestFirstAndFiltered() {
		UUID older = parked();
		UUID newer = parked();
		String mine = PATH + "?account_id=" + this.person.id();
		assertThat(ids(mine)).containsExactly(newer, older);
		assertThat(ids(mine + "&limit=1")).containsExactly(newer);
		assertThat(ids(mine + "&before=" + newer)).containsExactly(older);
		assertThat(ids(mine + "&state=PARKED")).containsExactly(newer, older);
		assertThat(ids(mine + "&state=WAITING")).isEmpty();
		assertThat(ids(PATH + "?account_id=" + AccountId.random())).isEmpty();
		assertThat(this.admin.getJson(PATH).json().path("parked").asInt()).isGreaterThanOrEqualTo(2);
	}

	@Test
	void retryWhenParkedThenSentAfterAllAndAudited() {
		UUID id = parked();
		Page page = post(PATH + "/" + id + "/retry", Map.of());
		assertThat(page.status()).isEqualTo(202);
		awaitState(id.toString(), "SENT");
		assertThat(Mailbox.of(this.person.emailAddress()).only().text()).contains("s3cret");
		assertThat(post(PATH + "/" + id + "/retry", Map.of()).status()).isEqualTo(409);
		assertThat(post(PATH + "/" + UUID.randomUUID() + "/retry", Map.of()).status()).isEqualTo(404);
		assertThat(this.jdbc.sql("""
				select count(*) from audit_events where type = 'mail.retried' and account_id = :account
				  and details ->> 'mail' = :mail and details ->> 'by' = :by""")
			.param("account", this.person.id().value())
			.param("mail", id.toString())
			.param("by", this.person.id().toString())
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void changeWhenTokenIsMissingThenRefused() {
		UUID id = parked();
		assertThat(this.admin.postOnly(PATH + "/" + id + "/retry", Map.of(), Map.of()).status()).isEqualTo(403);
		assertThat(this.admin.postOnly(PATH + "/test", Map.of(), Map.of()).status()).isEqualTo(403);
		assertThat(post(PATH + "/test", Map.of("Origin", "https://evil.test")).status()).isEqualTo(403);
		assertThat(this.admin.getJson(PATH + "/" + id).json().path("state").asString()).isEqualTo("PARKED");
		assertThat(Mailbox.of(this.person.emailAddress()).all()).isEmpty();
	}

	@Test
	void anythingWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		UUID id = parked();
		Browser somebody = this.actors.signedIn(this.actors.person("USER"));
		for (Browser browser : List.of(this.actors.browser(), somebody)) {
			for (String address : List.of(PATH, PATH + "/" + id, PATH + "/test", PATH + "/" + id + "/retry")) {
				assertThat(browser.fetch("GET", address, Map.of()).status()).as(address).isEqualTo(404);
			}
		}
		String token = somebody.csrf();
		assertThat(somebody.postOnly(PATH + "/test", Map.of("_csrf", token), Map.of()).status()).isEqualTo(404);
		assertThat(somebody.postOnly(PATH + "/" + id + "/retry", Map.of("_csrf", token), Map.of()).status())
			.isEqualTo(404);
		assertThat(this.admin.getJson(PATH + "/" + id).json().path("state").asString()).isEqualTo("PARKED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=501", "?limit=x", "?state=LOST", "?account_id=x", "?before='", "/x",
			"/%00" })
	void readWhenBadThen400(String rest) {
		assertThat(this.admin.getJson(PATH + rest).status()).isEqualTo(400);
	}

	@Test
	void demoPagesThenAreNotThere() {
		assertThat(this.actors.browser().fetch("GET", "/demo/mail", Map.of()).status()).isEqualTo(404);
		assertThat(this.admin.getJson("/demo/mail").status()).isEqualTo(404);
	}

	/** A mail that the mail server has refused; no worker saw it before. */
	private UUID parked() {
		return this.transaction.execute((status) -> {
			UUID id = this.mails.send(mail());
			this.jdbc
				.sql("""
						update mails set state = 'PARKED', last_error = 'SMTP 550 5.1.1', tries = 1, finished_at = created_at
						where id = :id""")
				.param("id", id)
				.update();
			return id;
		});
	}

	private Mail mail() {
		return Mail.of("mail.test", Recipient.of(this.person)).button("look", "/verify?token=s3cret");
	}

	private JsonNode awaitState(String id, String state) {
		String address = PATH + "/" + id;
		Eventually.holds(() -> this.admin.getJson(address).json().path("state").asString().equals(state));
		return this.admin.getJson(address).json();
	}

	private Page post(String address, Map<String, String> headers) {
		Map<String, String> all = new HashMap<>(headers);
		all.put("Accept", "application/json");
		return this.admin.postOnly(address, Map.of("_csrf", this.admin.csrf()), all);
	}

	private List<UUID> ids(String address) {
		Page page = this.admin.getJson(address);
		assertThat(page.status()).isEqualTo(200);
		return page.json()
			.path("mails")
			.valueStream()
			.map((mail) -> UUID.fromString(mail.path("id").asString()))
			.toList();
	}

}

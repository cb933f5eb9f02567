package dev.signet.flow;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.signet.MutableClock;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.refusal.RefusedRequest;
import dev.signet.refusal.RefusedRequests;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Honest actors of one row: a person who is signed in and has allowed an app all that it
 * asks for. On this stage a bad input is sent, and the scene checks what every row means
 * besides its own answer: nothing told, nothing logged, nothing changed.
 */
final class Scene {

	/** Of computing: to wait for its turn costs nothing. */
	private static final Duration MOST_TIME = Duration.ofSeconds(1);

	/** So long no busy machine takes, but what hangs. */
	private static final Duration HANGS = Duration.ofSeconds(30);

	/** How the container calls the threads that serve requests. */
	private static final String REQUESTS = "http-";

	/** Traces, class names and SQL have no place in an answer. */
	private static final Pattern INSIDES = Pattern.compile("Exception\\b|\\tat |Caused by|\\b(java|jakarta|org|dev)\\."
			+ "(lang|util|servlet|spring|signet|apache|postgresql|hibernate)|SQLSTATE|(?i:select .+ from |insert into )");

	private static final Pattern REFERENCE = Pattern.compile("reference[ +]([0-9a-z]{5}-[0-9a-z]{5})");

	private final BeanFactory beans;

	private final Actors actors;

	private final MutableClock clock;

	private final Set<String> changing = new HashSet<>();

	private final Set<String> secrets = new HashSet<>(Set.of(Actors.PASSWORD, TestClients.SECRET));

	private Account person;

	private RelyingParty app;

	private Browser browser;

	private Map<String, String> request;

	private SlowClients slowClients;

	Scene(BeanFactory beans) {
		this.beans = beans;
		this.actors = new Actors(beans);
		this.clock = beans.getBean(MutableClock.class);
	}

	/** A new scene with the same actors. */
	Scene again() {
		browser();
		Scene scene = new Scene(this.beans);
		scene.person = this.person;
		scene.app = this.app;
		scene.browser = this.browser;
		scene.request = this.app.request();
		scene.slowClients = this.slowClients;
		return scene;
	}

	/** Clients that are slow on purpose; they begin with the first look at them. */
	SlowClients slowClients() {
		if (this.slowClients == null) {
			this.slowClients = SlowClients.begin(this);
		}
		return this.slowClients;
	}

	BeanFactory beans() {
		return this.beans;
	}

	Actors actors() {
		return this.actors;
	}

	JdbcClient jdbc() {
		return this.beans.getBean(JdbcClient.class);
	}

	/** Another app than the usual one; it becomes the app of the scene. */
	RelyingParty app(TestClients client) {
		this.app = this.actors.app(client);
		this.browser = null;
		return this.app;
	}

	RelyingParty app() {
		if (this.app == null) {
			this.app = this.actors.app();
		}
		return this.app;
	}

	Account person() {
		if (this.person == null) {
			this.person = this.actors.person("USER");
		}
		return this.person;
	}

	/** The browser of the person, in which nothing is left to ask. */
	Browser browser() {
		if (this.browser == null) {
			this.browser = this.actors.signedIn(person());
			this.request = app().request();
			Page page = app().authorize(this.browser, this.request);
			if (page.left() == null) {
				this.actors.allowAll(this.browser, page);
			}
		}
		return this.browser;
	}

	/** Another browser, which takes the place of the usual one. */
	Browser browser(Browser other) {
		this.browser = other;
		this.request = app().request();
		return other;
	}

	/** A good authorization request, the same each time in this scene. */
	Map<String, String> request() {
		browser();
		return new LinkedHashMap<>(this.request);
	}

	String state() {
		return this.request.get("state");
	}

	String redirectUri() {
		return this.request.get("redirect_uri");
	}

	Map<String, String> request(String... changes) {
		Map<String, String> changed = request();
		for (int i = 0; i < changes.length; i += 2) {
			if (changes[i + 1] == null) {
				changed.remove(changes[i]);
			}
			else {
				changed.put(changes[i], changes[i + 1]);
			}
		}
		this.request.replace("state", changed.getOrDefault("state", state()));
		return changed;
	}

	/**
	 * Sends an authorization request with some parameters changed, or removed by null.
	 */
	Reply authorize(String... changes) {
		return get("/oauth2/authorize?" + Browser.encode(request(changes)));
	}

	Reply get(String address) {
		return Reply.of(browser().fetch("GET", address, Map.of()));
	}

	/** A code for the app. */
	String code() {
		return secret(app().code(browser()));
	}

	RelyingParty.Answer tokens() {
		RelyingParty.Answer tokens = app().redeem(code());
		assertThat(tokens.status()).isEqualTo(200);
		secret(tokens.accessToken());
		secret(tokens.refreshToken());
		secret(tokens.idToken());
		return tokens;
	}

	/** Posts to an endpoint for clients, authenticated as told. */
	Reply post(String path, String authorization, String body) {
		HttpRequest.Builder request = app().form(path);
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		return Reply.of(RelyingParty.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build()));
	}

	String secret(String value) {
		this.secrets.add(value);
		return value;
	}

	/** What must not stand in any answer to others, log or record. */
	Set<String> secrets() {
		return Set.copyOf(this.secrets);
	}

	void advance(Duration duration) {
		this.clock.advance(duration);
	}

	void disablePerson() {
		this.beans.getBean(Accounts.class).update(person().id(), (account) -> account.disable(this.clock.instant()));
	}

	void disableApp() {
		TestClients.disable(this.beans, client());
	}

	Client client() {
		return this.beans.getBean(Clients.class).findByClientId(app().clientId()).orElseThrow();
	}

	/** Tables that this row of the list allows to change. */
	Scene changing(String... tables) {
		this.changing.addAll(Set.of(tables));
		return this;
	}

	/** Sends the bad input and checks all that every row means. */
	Reply refused(Expected expected, Supplier<Reply> bad) {
		browser();
		this.secrets.addAll(browser().cookies().values());
		Footprint before = Footprint.of(jdbc()).without(this.changing);
		Reply reply;
		Duration took;
		try (LogWatch log = new LogWatch()) {
			Duration start = computing();
			long sent = System.nanoTime();
			reply = bad.get();
			assertThat(Duration.ofNanos(System.nanoTime() - sent)).as("time").isLessThan(HANGS);
			took = computing().minus(start);
			assertThat(log.text()).as("log").doesNotContain(this.secrets);
			assertThat(log.errors()).as("errors in the log").isEmpty();
		}
		expected.check(this, reply);
		assertThat(reply.status()).as("status").isLessThan(500);
		assertThat(INSIDES.matcher(reply.body()).find()).as(() -> "insides in " + reply.body()).isFalse();
		Footprint after = Footprint.of(jdbc()).without(this.changing);
		assertThat(after.tables()).as("tables").isEqualTo(before.tables());
		assertThat(after.auditEvents() - before.auditEvents()).as("audit events").isLessThanOrEqualTo(1);
		assertThat(took).as("time of computing").isLessThan(MOST_TIME);
		checkRecord(reply);
		return reply;
	}

	/** How long this server has computed for requests since it started. */
	private static Duration computing() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return Duration.ofNanos(Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().startsWith(REQUESTS))
			.mapToLong((thread) -> threads.getThreadCpuTime(thread.getThreadId()))
			.sum());
	}

	/** A protocol error is remembered once, under the reference that it tells. */
	private void checkRecord(Reply reply) {
		String answer = reply.body() + reply.header("Location").orElse("")
				+ reply.header("WWW-Authenticate").orElse("");
		Matcher told = REFERENCE.matcher(answer);
		Optional<RefusedRequest> remembered = reply.header("X-Request-Id").flatMap(this::remembered);
		if (answer.contains("error_description")) {
			assertThat(told.find()).as("reference in the answer").isTrue();
			assertThat(remembered).as("record").isPresent();
			assertThat(told.group(1)).as("reference").isEqualTo(remembered.get().reference());
		}
		remembered.ifPresent((record) -> {
			assertThat(record.refusal()).as("refusal in the list").isPresent();
			assertThat(record.toString()).as("record").doesNotContain(this.secrets);
			if (record.clientId() != null) {
				assertThat(this.beans.getBean(Clients.class).findByClientId(record.clientId())).as("client")
					.isPresent();
			}
		});
	}

	/** What the server remembers of a refused request. */
	Optional<RefusedRequest> remembered(String reference) {
		this.beans.getBean(RefusedRequests.class).flush();
		return this.beans.getBean(RefusedRequests.class).find(reference);
	}

	/** The same request, sent honestly, succeeds. */
	void honest() {
		assertThat(app().redeem(app().code(browser())).status()).as("honest request").isEqualTo(200);
	}

}

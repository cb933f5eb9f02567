package dev.signet.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.signet.account.AccountId;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.key.TestKeys;
import dev.signet.secret.Sha256;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;

/**
 * A provider that does as OpenID Connect says, until it is told to lie.
 */
public final class TestUpstream implements AutoCloseable {

	public static final String CLIENT_ID = "signet-there";

	public static final String SECRET = "the secret over there";

	/** Where it tells about itself. */
	public static final String DOCUMENT = "/.well-known/openid-configuration";

	/** Members of kinds that nobody expects. */
	public static final List<Object> ODD = Arrays.asList(null, 0, -1.5, Long.MAX_VALUE, new BigInteger("9".repeat(300)),
			true, "", "\u0000", "x".repeat(10_000), List.of(), Arrays.asList(null, 1), Map.of(),
			Map.of("a", List.of()));

	/** Escapes what is no text in UTF-8, such as half a pair of surrogates. */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private static final Consumer<Map<String, Object>> NO_LIE = (members) -> {
	};

	private static final RSAKey KEY = newKey();

	private static final RSAKey ANOTHER_KEY = newKey();

	/**
	 * Below those that the system gives out. None is used twice: what is remembered of an
	 * address would be of another test.
	 */
	private static final AtomicInteger PORTS = new AtomicInteger(20_000 + new SecureRandom().nextInt(10_000));

	/** As many may come at once as this server lets wait for one. */
	private static final int BACKLOG = 64;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, HttpHandler> instead = new ConcurrentHashMap<>();

	private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

	private final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final String subject = "s-" + UUID.randomUUID();

	private final HttpServer server;

	private final Clock clock;

	private volatile boolean keepsTime;

	private volatile RSAKey key = KEY;

	private volatile Consumer<Map<String, Object>> metadata = NO_LIE;

	private volatile Consumer<Map<String, Object>> claims = NO_LIE;

	private volatile Consumer<Map<String, Object>> tokens = NO_LIE;

	private volatile Consumer<Map<String, Object>> userinfo = NO_LIE;

	private volatile Signature signature = this::signed;

	public TestUpstream(Clock clock) {
		this.clock = clock;
		this.server = server();
		this.server.setExecutor(this.threads);
		serve("/", (exchange) -> answer(exchange, 404, "text/plain", ""));
		serve(DOCUMENT, (exchange) -> json(exchange, 200, document()));
		serve("/jwks", (exchange) -> json(exchange, 200, new JWKSet(this.key).toJSONObject(true)));
		serve("/token", this::token);
		serve("/userinfo", this::userinfo);
		this.server.start();
	}

	/** How it calls itself. */
	public String issuer() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public URI at(String path) {
		return URI.create(issuer() + path);
	}

	/** Who signs in over there. */
	public String subject() {
		return this.subject;
	}

	/** The settings of a provider that is this one. */
	public ProviderSettings settings(Preset preset) {
		ProviderSettings settings = preset.defaults()
			.withName("Upstream")
			.withEndpoints(preset.openIdConnect() ? ProviderEndpoints.ofIssuer(issuer())
					: ProviderEndpoints.of(at("/authorize"), at("/token"), at("/userinfo")));
		return settings.withClient(UpstreamClient.of(CLIENT_ID, settings.client().authentication()));
	}

	/** A provider that is this one, and enabled. */
	public Provider provider(BeanFactory beans) {
		return provider(beans, Preset.OPENID_CONNECT);
	}

	public Provider provider(BeanFactory beans, Preset preset) {
		return provider(beans, preset, settings(preset), SECRET);
	}

	public static Provider provider(BeanFactory beans, Preset preset, ProviderSettings settings, String secret) {
		Providers providers = beans.getBean(Providers.class);
		String alias = "t-" + UUID.randomUUID().toString().substring(0, 13);
		try {
			Provider provider = providers.add(alias, preset, settings, secret, AccountId.random());
			providers.enableUnproved(provider.id(), alias, AccountId.random());
			return providers.find(provider.id()).orElseThrow();
		}
		catch (ProviderRefused ex) {
			throw new IllegalArgumentException(String.valueOf(ex.problems()), ex);
		}
	}

	/** Answers as something else at a path. */
	public TestUpstream instead(String path, HttpHandler handler) {
		this.instead.put(path, handler);
		return this;
	}

	/** Answers a status and a text at a path. */
	public TestUpstream instead(String path, int status, String type, String body) {
		return instead(path, (exchange) -> answer(exchange, status, type, body));
	}

	/** Its clock is put forward with the one of the tests. */
	public TestUpstream keepingTime() {
		this.keepsTime = true;
		return this;
	}

	/** Answers as it should again at a path. */
	public TestUpstream asUsual(String path) {
		this.instead.remove(path);
		return this;
	}

	/** Does all as it should again. */
	public TestUpstream asUsual() {
		this.instead.clear();
		return metadata(NO_LIE).claims(NO_LIE).tokens(NO_LIE).userinfo(NO_LIE).signature(this::signed);
	}

	/** Tells other things about itself. */
	public TestUpstream metadata(Consumer<Map<String, Object>> change) {
		this.metadata = change;
		return this;
	}

	/** Says other things in ID tokens. */
	public TestUpstream claims(Consumer<Map<String, Object>> change) {
		this.claims = change;
		return this;
	}

	/** Answers other tokens. */
	public TestUpstream tokens(Consumer<Map<String, Object>> change) {
		this.tokens = change;
		return this;
	}

	/** Says other things about people. */
	public TestUpstream userinfo(Consumer<Map<String, Object>> change) {
		this.userinfo = change;
		return this;
	}

	/** Signs ID tokens in another way. */
	public TestUpstream signature(Signature other) {
		this.signature = other;
		return this;
	}

	/** Signs with another key from now on, which goes by a name that no other has. */
	public TestUpstream rotateKey() {
		RSAKey other = this.key.getModulus().equals(KEY.getModulus()) ? ANOTHER_KEY : KEY;
		this.key = new RSAKey.Builder(other).keyID(UUID.randomUUID().toString()).build();
		return this;
	}

	/** The key that it signs with now. */
	public RSAKey key() {
		return this.key;
	}

	/** The forms that came to the token endpoint, each with the header that came too. */
	public List<Map<String, String>> tokenRequests() {
		return List.copyOf(this.tokenRequests);
	}

	/** The paths that were called. */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * Does what a person does here who was sent by an authorization request, and says
	 * yes.
	 * @return the parameters with which their browser is sent back
	 */
	public Map<String, String[]> visit(URI request) {
		Map<String, String> asked = parameters(request.getRawQuery());
		String code = "c-" + UUID.randomUUID();
		this.codes.put(code, asked);
		Map<String, String[]> answer = new LinkedHashMap<>();
		answer.put("code", new String[] { code });
		answer.put("state", new String[] { asked.getOrDefault("state", "") });
		return answer;
	}

	/** The parameters of a query or a form. */
	public static Map<String, String> parameters(String text) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : text.split("&")) {
			String[] parts = pair.split("=", 2);
			parameters.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
					URLDecoder.decode((parts.length > 1) ? parts[1] : "", StandardCharsets.UTF_8));
		}
		return parameters;
	}

	/** Lets time pass. */
	public static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A token in compact form with any header. */
	public static String compact(Map<String, Object> header, Map<String, Object> claims, String signature) {
		return text(JSON.writeValueAsBytes(header)) + "." + text(JSON.writeValueAsBytes(claims)) + "." + signature;
	}

	static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Sends an answer. */
	public static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

	/** A key that nobody else has. */
	public static RSAKey newKey() {
		return TestKeys.rsa(UUID.randomUUID().toString());
	}

	/** Signs as it should. */
	public String signed(Map<String, Object> claims) {
		return signed(this.key, claims);
	}

	/** Signs as it should, with any key. */
	public static String signed(RSAKey key, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
					new Payload(JSON.writeValueAsString(claims)));
			token.sign(TestKeys.signer(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private static HttpServer server() {
		while (true) {
			try {
				return HttpServer
					.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORTS.getAndIncrement()), BACKLOG);
			}
			catch (BindException ex) {
				// Somebody else has it
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private Map<String, Object> document() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("issuer", issuer());
		document.put("authorization_endpoint", at("/authorize").toString());
		document.put("token_endpoint", at("/token").toString());
		document.put("userinfo_endpoint", at("/userinfo").toString());
		document.put("jwks_uri", at("/jwks").toString());
		document.put("id_token_signing_alg_values_supported", List.of("RS256"));
		this.metadata.accept(document);
		return document;
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> form = parameters(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		Map<String, String> noted = new LinkedHashMap<>(form);
		if (authorization != null) {
			noted.put("Authorization", authorization);
		}
		this.tokenRequests.add(noted);
		Map<String, String> asked = this.codes.remove(form.getOrDefault("code", ""));
		if (asked == null || !proves(asked, form)
				|| !form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))) {
			json(exchange, 400, Map.of("error", "invalid_grant", "error_description", "No such code"));
			return;
		}
		Map<String, Object> response = new LinkedHashMap<>();
		response.put("access_token", "at-" + UUID.randomUUID());
		response.put("token_type", "Bearer");
		response.put("expires_in", 300);
		response.put("id_token", this.signature.of(idToken(asked, String.valueOf(response.get("access_token")))));
		this.tokens.accept(response);
		response.values().removeIf((value) -> value == null);
		json(exchange, 200, response);
	}

	private Map<String, Object> idToken(Map<String, String> asked, String accessToken) {
		Instant now = this.clock.instant();
		Map<String, Object> token = new LinkedHashMap<>();
		token.put("iss", issuer());
		token.put("sub", this.subject);
		token.put("aud", asked.get("client_id"));
		token.put("iat", now.getEpochSecond());
		token.put("exp", now.plusSeconds(300).getEpochSecond());
		token.put("nonce", asked.get("nonce"));
		byte[] digest = Sha256.of(accessToken);
		token.put("at_hash", text(Arrays.copyOf(digest, digest.length / 2)));
		this.claims.accept(token);
		token.values().removeIf((value) -> value == null);
		return token;
	}

	private void userinfo(HttpExchange exchange) throws IOException {
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		if (authorization == null || !authorization.startsWith("Bearer at-")) {
			json(exchange, 401, Map.of("error", "invalid_token"));
			return;
		}
		Map<String, Object> info = new LinkedHashMap<>();
		info.put("sub", this.subject);
		info.put("email", "ada@upstream.example");
		info.put("email_verified", true);
		info.put("name", "Ada Lovelace");
		this.userinfo.accept(info);
		json(exchange, 200, info);
	}

	/** RFC 7636 §4.6; without a challenge there is nothing to prove. */
	private static boolean proves(Map<String, String> asked, Map<String, String> form) {
		String challenge = asked.get("code_challenge");
		return (challenge != null) ? challenge.equals(text(Sha256.of(form.getOrDefault("code_verifier", ""))))
				: !form.containsKey("code_verifier");
	}

	private void serve(String path, HttpHandler handler) {
		this.server.createContext(path, (exchange) -> {
			try (exchange) {
				this.calls.add(exchange.getRequestURI().getPath());
				if (this.keepsTime) {
					// The server writes the date itself; an answer that aged on its way
					// is as good
					exchange.getResponseHeaders()
						.set("Age", String.valueOf(Duration.between(Instant.now(), this.clock.instant()).toSeconds()));
				}
				this.instead.getOrDefault(exchange.getRequestURI().getPath(), handler).handle(exchange);
			}
		});
	}

	private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
		answer(exchange, status, "application/json", JSON.writeValueAsString(body));
	}

	/** How claims become a token. */
	@FunctionalInterface
	public interface Signature {

		String of(Map<String, Object> claims);

	}

}

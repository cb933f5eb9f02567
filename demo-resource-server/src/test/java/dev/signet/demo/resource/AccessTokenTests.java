package dev.signet.demo.resource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Which tokens are believed: really signed ones, checked with keys fetched over HTTP.
 */
@SpringBootTest
class AccessTokenTests {

	private static final SignedTokens tokens = openIssuer();

	@Autowired
	private WebApplicationContext context;

	private MockMvc api;

	@DynamicPropertySource
	static void trustTheTestIssuer(DynamicPropertyRegistry registry) {
		registry.add("demo.issuer", () -> SignedTokens.ISSUER);
		registry.add("demo.jwk-set-uri", tokens::jwkSetUri);
		registry.add("demo.audience", () -> SignedTokens.AUDIENCE);
	}

	@AfterAll
	static void closeIssuer() {
		tokens.close();
	}

	@BeforeEach
	void setUp() {
		this.api = MockMvcBuilders.webAppContextSetup(this.context).apply(springSecurity()).build();
	}

	@Test
	void callWhenTokenIsValidThenScopesAndRolesCount() throws Exception {
		call("/api/me", tokens.valid()).andExpect(status().isOk())
			.andExpect(jsonPath("$.subject").value("7b1f"))
			.andExpect(jsonPath("$.scopes.length()").value(3))
			.andExpect(jsonPath("$.roles[0]").value("USER"));
		call("/api/notes", tokens.valid()).andExpect(status().isOk());
		call("/api/admin/report", tokens.valid()).andExpect(status().isForbidden());
		call("/api/admin/report", tokens.with((claims) -> claims.claim("roles", List.of("USER", "ADMIN"))))
			.andExpect(status().isOk());
	}

	@Test
	void callWhenTokenTellsOfASecondStepThenItCounts() throws Exception {
		call("/api/notes/sealed", tokens.valid()).andExpect(status().isUnauthorized());
		call("/api/notes/sealed", tokens.with((claims) -> claims.claim("acr", "urn:signet:acr:2fa")))
			.andExpect(status().isOk());
	}

	@Test
	void callWhenScopeClaimListsRoleThenNoRole() throws Exception {
		String token = tokens.with((claims) -> claims.claim("scope", "ADMIN ROLE_ADMIN").claim("roles", null));
		call("/api/admin/report", token).andExpect(status().isForbidden());
	}

	static Stream<Arguments> refused() throws JOSEException {
		return Stream.of(
				arguments("made for another API", tokens.with((claims) -> claims.audience("http://b.example"))),
				arguments("without audience", tokens.with((claims) -> claims.audience((String) null))),
				arguments("an ID token's type", tokens.ofType("JWT")),
				arguments("a logout token", tokens.ofType("logout+jwt")),
				arguments("expired", tokens.with((claims) -> claims.expirationTime(minutesFromNow(-2)))),
				arguments("never expiring", tokens.with((claims) -> claims.expirationTime(null))),
				arguments("not valid yet", tokens.with((claims) -> claims.notBeforeTime(minutesFromNow(5)))),
				arguments("another issuer", tokens.with((claims) -> claims.issuer("http://evil.example"))),
				arguments("issuer with a slash more",
						tokens.with((claims) -> claims.issuer(SignedTokens.ISSUER + "/"))),
				arguments("without client", tokens.with((claims) -> claims.claim("client_id", null))),
				arguments("signed by another key", tokens.forged()),
				arguments("cut short", tokens.valid().substring(0, 80)), arguments("not a token", "hello"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void callWhenTokenIsNotAcceptableThenUnauthorized(String description, String token) throws Exception {
		call("/api/me", token).andExpect(status().isUnauthorized())
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("error=\"invalid_token\"")))
			.andExpect(jsonPath("$.missing").value("a valid access token"));
	}

	@Test
	void callWhenTokenIsInAddressThenUnauthorized() throws Exception {
		this.api.perform(get("/api/me").param("access_token", tokens.valid())).andExpect(status().isUnauthorized());
	}

	private ResultActions call(String path, String token) throws Exception {
		return this.api.perform(get(path).header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
	}

	private static Date minutesFromNow(int minutes) {
		return Date.from(Instant.now().plus(Duration.ofMinutes(minutes)));
	}

	private static SignedTokens openIssuer() {
		try {
			return new SignedTokens();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

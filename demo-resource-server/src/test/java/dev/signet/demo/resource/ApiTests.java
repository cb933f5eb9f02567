package dev.signet.demo.resource;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Who gets which answer, given that the token is believed.
 */
@SpringBootTest
class ApiTests {

	@Autowired
	private WebApplicationContext context;

	private MockMvc api;

	@BeforeEach
	void setUp() {
		this.api = MockMvcBuilders.webAppContextSetup(this.context).apply(springSecurity()).build();
	}

	@Test
	void meWhenSignedInThenTellsWhoCalls() throws Exception {
		this.api
			.perform(get("/api/me").with(jwt()
				.jwt((token) -> token.subject("7b1f").claim("client_id", "demo-notes").claim("roles", List.of("USER")))
				.authorities(AuthorityUtils.createAuthorityList("SCOPE_openid", "ROLE_USER"))))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.subject").value("7b1f"))
			.andExpect(jsonPath("$.username").doesNotExist())
			.andExpect(jsonPath("$.client").value("demo-notes"))
			.andExpect(jsonPath("$.scopes[0]").value("openid"))
			.andExpect(jsonPath("$.roles[0]").value("USER"))
			.andExpect(cookie().doesNotExist("JSESSIONID"));
	}

	@Test
	void meWhenUsernameInTokenThenTellsIt() throws Exception {
		this.api.perform(get("/api/me").with(jwt().jwt((token) -> token.claim("preferred_username", "alice"))))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.username").value("alice"));
	}

	@Test
	void meWhenNoTokenThenUnauthorizedAndSaysWhatIsMissing() throws Exception {
		this.api.perform(get("/api/me"))
			.andExpect(status().isUnauthorized())
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("Bearer")))
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("resource_metadata=")))
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
			.andExpect(jsonPath("$.status").value(401))
			.andExpect(jsonPath("$.missing").value("an access token"));
	}

	@Test
	void meWhenAskedByBrowserWithoutTokenThenSameAnswer() throws Exception {
		this.api.perform(get("/api/me").accept(MediaType.TEXT_HTML))
			.andExpect(status().isUnauthorized())
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
	}

	@Test
	void notesWhenScopeGivenThenAnswers() throws Exception {
		this.api
			.perform(get("/api/notes").with(jwt().authorities(AuthorityUtils.createAuthorityList("SCOPE_notes.read"))))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.notes.length()").value(3));
	}

	@Test
	void notesWhenScopeMissingThenForbiddenAndNamesScope() throws Exception {
		this.api
			.perform(get("/api/notes")
				.with(jwt().authorities(AuthorityUtils.createAuthorityList("SCOPE_openid", "ROLE_ADMIN"))))
			.andExpect(status().isForbidden())
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("error=\"insufficient_scope\"")))
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("scope=\"notes.read\"")))
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
			.andExpect(jsonPath("$.missing").value("scope notes.read"));
	}

	@Test
	void sealedWhenThereWasASecondStepThenAnswers() throws Exception {
		this.api
			.perform(get("/api/notes/sealed").with(jwt()
				.authorities(AuthorityUtils.createAuthorityList("SCOPE_notes.read", "ACR_urn:signet:acr:2fa"))))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.title").value("Under seal"));
	}

	/** How well somebody signed in gives an app nothing that they did not let it do. */
	@Test
	void sealedWhenThereWasASecondStepButNoScopeThenRefused() throws Exception {
		this.api
			.perform(get("/api/notes/sealed")
				.with(jwt().authorities(AuthorityUtils.createAuthorityList("ACR_urn:signet:acr:2fa"))))
			.andExpect(status().isForbidden())
			.andExpect(jsonPath("$.missing").value("scope notes.read"));
	}

	/** RFC 9470 §3. */
	@Test
	void sealedWhenThereWasNoSecondStepThenSaysWhichSignInWouldDo() throws Exception {
		this.api
			.perform(get("/api/notes/sealed").with(jwt()
				.authorities(AuthorityUtils.createAuthorityList("SCOPE_notes.read", "ACR_urn:signet:acr:1fa"))))
			.andExpect(status().isUnauthorized())
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE,
					containsString("error=\"insufficient_user_authentication\"")))
			.andExpect(
					header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("acr_values=\"urn:signet:acr:2fa\"")))
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
			.andExpect(jsonPath("$.missing").value("acr urn:signet:acr:2fa"));
	}

	@Test
	void reportWhenAdminThenAnswers() throws Exception {
		this.api
			.perform(get("/api/admin/report").with(jwt().authorities(AuthorityUtils.createAuthorityList("ROLE_ADMIN"))))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.notes").value(3));
	}

	@Test
	void reportWhenNotAdminThenForbiddenAndNamesRole() throws Exception {
		this.api
			.perform(get("/api/admin/report")
				.with(jwt().authorities(AuthorityUtils.createAuthorityList("SCOPE_notes.read", "ROLE_USER"))))
			.andExpect(status().isForbidden())
			.andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("The role ADMIN is missing")))
			.andExpect(jsonPath("$.missing").value("role ADMIN"));
	}

	@Test
	void reportWhenScopeIsCalledLikeRoleThenForbidden() throws Exception {
		this.api
			.perform(get("/api/admin/report")
				.with(jwt().authorities(AuthorityUtils.createAuthorityList("SCOPE_ROLE_ADMIN", "SCOPE_ADMIN"))))
			.andExpect(status().isForbidden());
	}

	@Test
	void unknownAddressWhenSignedInThenNotFoundAsProblem() throws Exception {
		this.api.perform(get("/api/nothing").with(jwt()))
			.andExpect(status().isNotFound())
			.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
	}

	@Test
	void pageWhenOpenedThenExplainsUnderStrictPolicy() throws Exception {
		this.api.perform(get("/index.html"))
			.andExpect(status().isOk())
			.andExpect(content().string(containsString("/api/admin/report")))
			.andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")));
	}

	@Test
	void metadataWhenAskedThenNamesIssuerAndScope() throws Exception {
		this.api.perform(get("/.well-known/oauth-protected-resource"))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.resource").value("http://127.0.0.1:8090"))
			.andExpect(jsonPath("$.authorization_servers[0]").value("http://localhost:9000"))
			.andExpect(jsonPath("$.scopes_supported[0]").value("notes.read"));
	}

}

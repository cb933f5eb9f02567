package dev.signet.demo.resource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * The authorization server is away: this API still starts, and says so.
 */
@SpringBootTest(properties = "demo.jwk-set-uri=http://127.0.0.1:1/jwks")
class KeysOutOfReachTests {

	@Autowired
	private WebApplicationContext context;

	@Test
	void callWhenKeysCannotBeFetchedThenAsksToComeBack() throws Exception {
		MockMvc api = MockMvcBuilders.webAppContextSetup(this.context).apply(springSecurity()).build();
		try (SignedTokens tokens = new SignedTokens()) {
			api.perform(get("/api/me").header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.valid()))
				.andExpect(status().isServiceUnavailable())
				.andExpect(header().string(HttpHeaders.RETRY_AFTER, "5"))
				.andExpect(jsonPath("$.missing").value("keys"));
		}
	}

}

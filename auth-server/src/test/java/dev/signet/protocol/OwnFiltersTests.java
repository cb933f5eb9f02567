package dev.signet.protocol;

import java.util.List;

import dev.signet.SignetTest;
import jakarta.servlet.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class OwnFiltersTests {

	@Autowired
	private FilterChainProxy chains;

	/** What a new framework adds is seen here, and a decision is due. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/oauth2/token     | SecurityContextHolderFilter AuthorizationServerContextFilter HeaderWriterFilter \
			CrossOriginCalls MethodRules OAuth2ClientAuthenticationFilter AnonymousAuthenticationFilter \
			ExceptionTranslationFilter AuthorizationFilter OAuth2TokenEndpointFilter
			/oauth2/authorize | SecurityContextHolderFilter AuthorizationServerContextFilter HeaderWriterFilter \
			CrossOriginCalls ResumeFilter MethodRules CsrfFilter OAuth2AuthorizationCodeRequestValidatingFilter \
			AnonymousAuthenticationFilter ExceptionTranslationFilter InteractionFilter AuthorizationFilter \
			OAuth2AuthorizationEndpointFilter
			""")
	void filtersThenThoseOfTheAddressAndOfAllAddresses(String address, String filters) {
		assertThat(chain(address)).extracting((filter) -> filter.getClass().getSimpleName())
			.containsExactly(filters.split("\\s+"));
	}

	@ParameterizedTest
	@CsvSource({ "/oauth2/revoke", "/oauth2/device_authorization", "/oauth2/jwks",
			"/.well-known/openid-configuration" })
	void filtersOfAQuietAddressThenAll(String address) {
		assertThat(chain(address)).hasSizeGreaterThan(25);
	}

	private List<Filter> chain(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", address);
		return this.chains.getFilterChains()
			.stream()
			.filter((chain) -> chain.matches(request))
			.findFirst()
			.orElseThrow()
			.getFilters();
	}

}

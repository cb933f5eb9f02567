package dev.signet.session;

import java.net.URI;

import dev.signet.key.MasterKey;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class SessionCsrfTokensTests {

	private static final Cookie BROWSER = new Cookie("__Host-signet-browser", "B".repeat(43));

	private static final Cookie OTHER_BROWSER = new Cookie("__Host-signet-browser", "b".repeat(43));

	private static final Cookie SESSION = new Cookie("__Host-signet-session", "S".repeat(43));

	private final MasterKey masterKey = mock(MasterKey.class);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private SessionCsrfTokens tokens;

	private CsrfFilter filter;

	@BeforeEach
	void makeTokens() {
		given(this.masterKey.derive("csrf")).willReturn(new byte[32]);
		PublicAddress address = new PublicAddress(URI.create("https://id.example"));
		this.tokens = new SessionCsrfTokens(this.masterKey, new BrowserKey(address), new SessionCookie(address));
		this.filter = new CsrfFilter(this.tokens);
		this.filter.setRequestHandler(new XorCsrfTokenRequestAttributeHandler());
	}

	@Test
	void loadWhenNoBrowserKeyThenNone() {
		assertThat(this.tokens.loadToken(request())).isNull();
	}

	@Test
	void loadWhenSameBrowserThenSameToken() {
		assertThat(loaded(BROWSER)).isEqualTo(loaded(BROWSER)).hasSize(43);
	}

	@Test
	void loadWhenOtherBrowserOrSessionThenOtherToken() {
		assertThat(loaded(OTHER_BROWSER)).isNotEqualTo(loaded(BROWSER));
		assertThat(loaded(BROWSER, SESSION)).isNotEqualTo(loaded(BROWSER));
		assertThat(loaded(BROWSER, new Cookie("__Host-signet-session", "s".repeat(43))))
			.isNotEqualTo(loaded(BROWSER, SESSION));
	}

	@Test
	void loadWhenSessionCookieIsMalformedThenAsWithoutIt() {
		assertThat(loaded(BROWSER, new Cookie("__Host-signet-session", "S".repeat(9000)))).isEqualTo(loaded(BROWSER));
	}

	@Test
	void loadWhenOtherMasterKeyThenOtherToken() {
		String before = loaded(BROWSER);
		byte[] other = new byte[32];
		other[0] = 1;
		given(this.masterKey.derive("csrf")).willReturn(other);
		PublicAddress address = new PublicAddress(URI.create("https://id.example"));
		this.tokens = new SessionCsrfTokens(this.masterKey, new BrowserKey(address), new SessionCookie(address));
		assertThat(loaded(BROWSER)).isNotEqualTo(before);
	}

	@Test
	void loadDeferredWhenNobodyAsksThenNoCookie() {
		this.tokens.loadDeferredToken(request(), this.response);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void loadDeferredWhenAskedWithoutBrowserKeyThenKeyIsSentAndFitsTheToken() {
		CsrfToken token = this.tokens.loadDeferredToken(request(), this.response).get();
		assertThat(this.response.getHeaders("Set-Cookie")).hasSize(1);
		Cookie sent = new Cookie("__Host-signet-browser", this.response.getCookie("__Host-signet-browser").getValue());
		assertThat(loaded(sent)).isEqualTo(token.getToken());
	}

	@Test
	void saveWhenNothingToSaveThenNothingHappens() {
		this.tokens.saveToken(null, request(BROWSER), this.response);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void postWhenTokenOfFormThenPasses() throws Exception {
		assertThat(post(rendered(BROWSER, SESSION), BROWSER, SESSION)).isEqualTo(200);
	}

	@Test
	void postWhenTokenTwiceFromTwoTabsThenBothPass() throws Exception {
		String tabOne = rendered(BROWSER);
		String tabTwo = rendered(BROWSER);
		assertThat(tabOne).isNotEqualTo(tabTwo);
		assertThat(post(tabOne, BROWSER)).isEqualTo(200);
		assertThat(post(tabTwo, BROWSER)).isEqualTo(200);
	}

	@Test
	void postWhenTokenFromBeforeSignInThenForbidden() throws Exception {
		assertThat(post(rendered(BROWSER), BROWSER, SESSION)).isEqualTo(403);
	}

	@Test
	void postWhenTokenOfOtherBrowserThenForbidden() throws Exception {
		assertThat(post(rendered(OTHER_BROWSER), BROWSER)).isEqualTo(403);
	}

	@Test
	void postWhenTokenMissingEmptyOrGarbageThenForbidden() throws Exception {
		assertThat(post(null, BROWSER)).isEqualTo(403);
		assertThat(post("", BROWSER)).isEqualTo(403);
		assertThat(post("\u0000%%".repeat(4000), BROWSER)).isEqualTo(403);
		assertThat(post(rendered(BROWSER))).isEqualTo(403);
	}

	private String loaded(Cookie... cookies) {
		return this.tokens.loadToken(request(cookies)).getToken();
	}

	private String rendered(Cookie... cookies) throws Exception {
		MockHttpServletRequest request = request(cookies);
		this.filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		CsrfToken token = (CsrfToken) request.getAttribute("_csrf");
		assertThat(token.getParameterName()).isEqualTo("_csrf");
		assertThat(token.getHeaderName()).isEqualTo("X-CSRF-TOKEN");
		return token.getToken();
	}

	private int post(String token, Cookie... cookies) throws Exception {
		MockHttpServletRequest request = request(cookies);
		request.setMethod("POST");
		if (token != null) {
			request.setParameter("_csrf", token);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, new MockFilterChain());
		assertThat(request.getSession(false)).isNull();
		return response.getStatus();
	}

	private static MockHttpServletRequest request(Cookie... cookies) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/signin");
		request.setCookies(cookies);
		return request;
	}

}

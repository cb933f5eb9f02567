package dev.signet.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PageLanguageTests {

	private final BrowserLanguage browser = new BrowserLanguage(new PublicAddress(URI.create("https://id.test")),
			new WebProperties("es"));

	private final List<String> asked = new ArrayList<>();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/signin");

	@Test
	void languageWhenNothingIsKnownThenThatOfTheSettings() {
		assertThat(language()).isEqualTo("es");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			fr                                      | fr
			da, fr;q=0.5, de;q=0.8                  | de
			de;q=0, ja;q=0.1                        | ja
			zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7     | zh-CN
			*                                       | es
			da                                      | es
			rubbish;;q=x,,                          | es
			""")
	void languageWhenBrowserIsSetUpThenTheBestOfThose(String header, String language) {
		this.request.addHeader("Accept-Language", header);
		assertThat(language()).isEqualTo(language);
	}

	@Test
	void languageWhenListHasNoEndThenNotRead() {
		this.request.addHeader("Accept-Language", "de," + "xx,".repeat(10_000));
		assertThat(language()).isEqualTo("es");
	}

	@Test
	void languageWhenWishedThenBeforeTheBrowserInTheOrderOfTheWishes() {
		this.request.addHeader("Accept-Language", "fr");
		assertThat(language(wish("xx"), wish("ja", "de"), wish("pt"))).isEqualTo("ja");
		assertThat(this.asked).containsExactly("xx", "ja");
	}

	@Test
	void languageWhenChosenThenBeforeAllAndNobodyIsAsked() {
		this.request.setCookies(new Cookie("__Host-signet-language", "zh-CN"));
		assertThat(language(wish("de"))).isEqualTo("zh-CN");
		assertThat(this.asked).isEmpty();
	}

	@Test
	void languageWhenCookieIsRubbishThenNotChosen() {
		this.request.setCookies(new Cookie("__Host-signet-language", "xx"),
				new Cookie("__Host-signet-language", "<script>"), new Cookie("signet-language", "ja"));
		assertThat(language(wish("de"))).isEqualTo("de");
	}

	@Test
	void languageThenIsDecidedOnceForARequest() {
		assertThat(language(wish("de"))).isEqualTo("de");
		assertThat(language(wish("fr"))).isEqualTo("de");
		assertThat(this.asked).containsExactly("de");
	}

	@Test
	void languageWhenOursIsTheFaultThenNobodyIsAsked() {
		this.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 503);
		assertThat(language(wish("de"))).isEqualTo("es");
		this.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
		this.request.removeAttribute(PageLanguage.class.getName());
		assertThat(language(wish("de"))).isEqualTo("de");
	}

	@Test
	void chooseThenWritesACookieOfThisHostAlone() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.browser.choose(Language.CHINESE, response);
		assertThat(response.getHeader("Set-Cookie"))
			.startsWith("__Host-signet-language=zh-CN; Path=/; Max-Age=34560000;")
			.contains("Secure", "SameSite=Lax");
	}

	@Test
	void settingsWhenThereAreNoPagesInTheLanguageThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new WebProperties("tlh"))
			.withMessage("signet.web.default-locale is \"tlh\", but there are pages in these languages only: "
					+ "en, de, fr, es, pt, ja, zh-CN");
	}

	private String language(LanguageWish... wishes) {
		return new PageLanguage(this.browser, List.of(wishes)).resolveLocale(this.request).toLanguageTag();
	}

	private LanguageWish wish(String... tags) {
		return (request) -> {
			this.asked.add(tags[0]);
			return List.of(tags);
		};
	}

}

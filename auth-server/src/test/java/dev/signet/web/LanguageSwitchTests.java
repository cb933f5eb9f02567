package dev.signet.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageSwitchTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/signin");

	@ParameterizedTest
	@ValueSource(strings = { "/", "/signin", "/signin?request=1&next=%2Fdevice", "/connect/logout?state=a+b" })
	void backWhenPathOfOursThenKept(String address) {
		assertThat(LanguageSwitch.own(address)).isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example",
			"javascript:alert(1)", "evil.example", "/a\r\nSet-Cookie: x=y", "/a b", "/ü", "/a\tb", "/a\"b", "/a#b",
			"/\t/evil.example", "/\u0000", " /signin", "/<b>" })
	void backWhenAnythingElseThenTheFirstPage(String address) {
		assertThat(LanguageSwitch.own(address)).isEqualTo("/");
	}

	@Test
	void backWhenMissingOrEndlessThenTheFirstPage() {
		assertThat(LanguageSwitch.own(null)).isEqualTo("/");
		assertThat(LanguageSwitch.own("/" + "a".repeat(8001))).isEqualTo("/");
	}

	@Test
	void backThenThePathAndTheJourneyAndNothingElseOfTheRequest() {
		this.request.setMethod("POST");
		this.request.setQueryString("restart=https://evil.example");
		this.request.setParameter("password", "secret");
		String id = UUID.randomUUID().toString();
		assertThat(back(Map.of())).isEqualTo("/signin");
		assertThat(back(Map.of("request", id))).isEqualTo("/signin?request=" + id);
		assertThat(back(Map.of("request", "//evil.example"))).isEqualTo("/signin");
		assertThat(back(Map.of("next", "/device?user_code=A"))).isEqualTo("/signin?next=%2Fdevice%3Fuser_code%3DA");
		assertThat(back(Map.of("next", Instant.EPOCH))).isEqualTo("/signin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/signin;jsessionid=A", "/%2e%2e", "/<script>", "/signin/" })
	void backWhenPathIsNoneOfOursThenTheFirstPage(String path) {
		this.request.setRequestURI(path);
		assertThat(back(Map.of())).isEqualTo("/");
	}

	@Test
	void backWhenModelTellsThenThat() {
		this.request.setMethod("POST");
		assertThat(back(Map.of(LanguageSwitch.HERE, "/device?user_code=ABC"))).isEqualTo("/device?user_code=ABC");
	}

	@Test
	void backWhenErrorThenTheFirstPage() {
		this.request.setDispatcherType(DispatcherType.ERROR);
		this.request.setRequestURI("/error");
		assertThat(back(Map.of())).isEqualTo("/");
	}

	@Test
	void switchThenOffersAllAndMarksTheCurrentOne() {
		LanguageSwitch languages = LanguageSwitch.of(Map.of(), this.request, Locale.SIMPLIFIED_CHINESE);
		assertThat(languages.current()).isEqualTo(Language.CHINESE);
		assertThat(languages.all()).containsExactly(Language.values());
	}

	private String back(Map<String, ?> model) {
		return LanguageSwitch.of(model, this.request, Locale.ENGLISH).back();
	}

}

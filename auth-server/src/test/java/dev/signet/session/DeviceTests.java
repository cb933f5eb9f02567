package dev.signet.session;

import java.util.Locale;
import java.util.Random;

import dev.signet.web.TestMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.i18n.LocaleContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class DeviceTests {

	private final DeviceNames names = new DeviceNames(TestMessages.all());

	@BeforeEach
	void speakEnglish() {
		LocaleContextHolder.setLocale(Locale.ENGLISH);
	}

	@AfterEach
	void speakAsBefore() {
		LocaleContextHolder.resetLocaleContext();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Firefox on Linux | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
					Firefox on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0
					Firefox on Android | Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0
					Firefox on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15
					Chrome on Linux | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
					Chrome on Linux | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36
					Chrome on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
					Chrome on Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36
					Chrome on iPad | Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.7204.119 Mobile/15E148 Safari/604.1
					Chrome on ChromeOS | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
					Safari on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15
					Safari on iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
					Edge on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0
					Edge on Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36 EdgA/138.0.0.0
					Opera on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 OPR/120.0.0.0
					Samsung Internet on Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36
					curl | curl/8.14.1
					Unknown browser on Linux | Something/1.0 (Linux)
					Unknown device | <script>alert(1)</script>
					""")
	void nameWhenUserAgentThenTellsBrowserAndSystem(String name, String userAgent) {
		assertThat(this.names.of(new Device(userAgent, null))).isEqualTo(name);
	}

	@Test
	void nameWhenNothingIsKnownThenSaysSo() {
		assertThat(this.names.of(new Device(null, null))).isEqualTo("Unknown device");
		assertThat(this.names.of(new Device("", ""))).isEqualTo("Unknown device");
	}

	@Test
	void nameWhenReaderSpeaksAnotherLanguageThenInThat() {
		LocaleContextHolder.setLocale(Locale.GERMAN);
		assertThat(this.names.of(new Device("Firefox/140.0 (Linux)", null))).isEqualTo("Firefox unter Linux");
		assertThat(this.names.of(new Device("Linux", null))).isEqualTo("Unbekannter Browser unter Linux");
	}

	@Test
	void deviceWhenUserAgentIsLongThenCut() {
		assertThat(new Device("x".repeat(100_000), "1".repeat(1000)).userAgent()).hasSize(512);
		assertThat(new Device(null, "1".repeat(1000)).ip()).hasSize(64);
	}

	@Test
	void deviceWhenControlCharactersThenLeftOut() {
		assertThat(new Device("Fire\u0000fox\r\n\u009B/\uD83D1", null).userAgent()).isEqualTo("Firefox/1");
	}

	@Test
	void deviceWhenGarbageThenNeverThrows() {
		Random random = new Random(42);
		for (int i = 0; i < 2000; i++) {
			String garbage = random.ints(random.nextInt(600), 0, 0x10000)
				.collect(StringBuilder::new, (text, character) -> text.append((char) character), StringBuilder::append)
				.toString();
			assertThatNoException().isThrownBy(() -> this.names.of(new Device(garbage, garbage)));
		}
	}

}

package dev.signet.client;

import java.net.URI;

import dev.signet.client.RedirectUriRules.Rule;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedirectUriRulesTests {

	private final RedirectUriRules rules = new RedirectUriRules(new PublicAddress(URI.create("https://id.example")));

	private final RedirectUriRules inDevelopment = new RedirectUriRules(
			new PublicAddress(URI.create("http://localhost:9000")));

	@ParameterizedTest
	@ValueSource(strings = { "https://app.test/cb", "https://app.test", "https://app.test/", "https://app.test:8443/cb",
			"https://app.test:443/cb", "https://a.b-c.d1.example/cb?next=%2Fhome&tab=1",
			"https://xn--bcher-kva.example/", "https://intranet/cb", "https://203.0.113.7/cb",
			"https://[2001:db8::7]:8443/cb", "https://3com.example/cb", "https://app.test/a/..b/.well-known/cb",
			"https://app.test/cb;v=1", "https://app.test/%7Eann/cb", "https://app.test/cb?discode=1&codes=2",
			"http://127.0.0.1/cb", "http://127.0.0.1:8081/cb", "http://[::1]/cb", "http://[::1]:8081/cb" })
	void checkWhenPlainWebAddressThenAccepted(String uri) {
		assertThat(this.rules.brokenBy(uri, false)).isNull();
		assertThat(this.rules.brokenBy(uri, true)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.example.app:/cb", "com.example.app://cb", "com.example.my-app:/oauth/cb?tab=1",
			"com.example.app:///cb", "test.app:/" })
	void checkWhenPrivateUseSchemeThenAcceptedForPublicClientsOnly(String uri) {
		assertThat(this.rules.brokenBy(uri, true)).isNull();
		assertThat(this.rules.brokenBy(uri, false)).isEqualTo(Rule.PRIVATE_USE_IS_NATIVE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
			ABSOLUTE            | ~~
			ABSOLUTE            | /cb
			ABSOLUTE            | cb
			ABSOLUTE            | //app.test/cb
			ABSOLUTE            | ?cb
			ABSOLUTE            | https:/app.test/cb
			ABSOLUTE            | https:app.test
			ABSOLUTE            | com.example.app:cb
			ABSOLUTE            | app.test:8443/cb
			NO_FRAGMENT         | https://app.test/cb#
			NO_FRAGMENT         | https://app.test/#/cb
			NO_FRAGMENT         | com.example.app:/cb#x
			NO_USER_INFO        | https://user@app.test/cb
			NO_USER_INFO        | https://user:pw@app.test/cb
			NO_USER_INFO        | https://app.test@evil.example/cb
			NO_USER_INFO        | https://@app.test/cb
			NO_USER_INFO        | https://app.test%2f@evil.example/cb
			NO_USER_INFO        | com.example.app://user@cb
			NO_WILDCARD         | *
			NO_WILDCARD         | https://*/cb
			NO_WILDCARD         | https://*.app.test/cb
			NO_WILDCARD         | https://app.test/*
			NO_WILDCARD         | https://app.test/cb?*
			VISIBLE_ASCII       | ~https://app.test/c b~
			VISIBLE_ASCII       | ~ https://app.test/cb~
			VISIBLE_ASCII       | ~https://app.test/cb ~
			VISIBLE_ASCII       | https://bücher.example/cb
			VISIBLE_ASCII       | https://аpp.test/cb
			VISIBLE_ASCII       | https://app.test/ü
			HTTPS               | http://app.test/cb
			HTTPS               | http://127.0.0.2/cb
			HTTPS               | http://127.0.0.1.evil.example/cb
			HTTPS               | http://0.0.0.0/cb
			HTTPS               | http://[::]/cb
			HTTPS               | http://[::ffff:127.0.0.1]/cb
			HTTPS               | http://localhost.evil.example/cb
			HTTPS               | http://192.168.1.10/cb
			LOOPBACK_BY_ADDRESS | http://localhost/cb
			LOOPBACK_BY_ADDRESS | http://localhost:3000/cb
			HARMLESS_SCHEME     | javascript:alert(1)
			HARMLESS_SCHEME     | JavaScript:alert(1)
			HARMLESS_SCHEME     | javascript://app.test/%0aalert(1)
			HARMLESS_SCHEME     | data:text/html,x
			HARMLESS_SCHEME     | DATA:text/html;base64,PHNjcmlwdD4=
			HARMLESS_SCHEME     | file:///etc/passwd
			HARMLESS_SCHEME     | vbscript:x
			HARMLESS_SCHEME     | about:blank
			HARMLESS_SCHEME     | blob:https://app.test/1
			HARMLESS_SCHEME     | view-source:https://app.test/
			KNOWN_SCHEME        | HTTPS://app.test/cb
			KNOWN_SCHEME        | HTTP://127.0.0.1/cb
			KNOWN_SCHEME        | ftp://app.test/cb
			KNOWN_SCHEME        | ws://app.test/cb
			KNOWN_SCHEME        | mailto:ann@app.test
			KNOWN_SCHEME        | myapp:/cb
			KNOWN_SCHEME        | myapp://cb
			KNOWN_SCHEME        | Com.Example.App:/cb
			KNOWN_SCHEME        | urn:ietf:wg:oauth:2.0:oob
			KNOWN_SCHEME        | com.example.:/cb
			PLAIN_HOST          | https:///cb
			PLAIN_HOST          | https://:443/cb
			PLAIN_HOST          | https://App.test/cb
			PLAIN_HOST          | https://app.test:/cb
			PLAIN_HOST          | https://app.test:0/cb
			PLAIN_HOST          | https://app.test:65536/cb
			PLAIN_HOST          | https://app.test./cb
			PLAIN_HOST          | https://.app.test/cb
			PLAIN_HOST          | https://app..test/cb
			PLAIN_HOST          | https://-app.test/cb
			PLAIN_HOST          | https://app_1.test/cb
			PLAIN_HOST          | https://app.test,evil.example/cb
			PLAIN_HOST          | https://app.test%2eevil.example/cb
			PLAIN_HOST          | https://2130706433/cb
			PLAIN_HOST          | http://2130706433/cb
			PLAIN_HOST          | http://0x7f.0.0.1/cb
			PLAIN_HOST          | http://0177.0.0.1/cb
			PLAIN_HOST          | http://127.1/cb
			PLAIN_HOST          | https://256.1.1.1/cb
			WELL_FORMED         | https://app.test\\@evil.example/cb
			WELL_FORMED         | https://app.test\\cb
			WELL_FORMED         | https://app.test/cb%0d%0aLocation:%20//evil.example
			WELL_FORMED         | https://app.test/cb%00
			WELL_FORMED         | https://app.test/cb%7f
			WELL_FORMED         | https://app.test/cb%
			WELL_FORMED         | https://app.test/cb%zz
			WELL_FORMED         | https://app.test/<script>
			WELL_FORMED         | https://app.test/"x"
			WELL_FORMED         | https://app.test/{id}
			WELL_FORMED         | https://[::1/cb
			WELL_FORMED         | https://[1.2.3.4]/cb
			PLAIN_PATH          | https://app.test/../cb
			PLAIN_PATH          | https://app.test/a/..
			PLAIN_PATH          | https://app.test/./cb
			PLAIN_PATH          | https://app.test/..;/cb
			PLAIN_PATH          | https://app.test/%2e%2e/cb
			PLAIN_PATH          | https://app.test/a%2Fb
			PLAIN_PATH          | https://app.test/a%5cb
			PLAIN_PATH          | com.example.app:/../cb
			NO_ANSWER_PARAMETER | https://app.test/cb?code=1
			NO_ANSWER_PARAMETER | https://app.test/cb?x=1&state=2
			NO_ANSWER_PARAMETER | https://app.test/cb?iss
			""")
	void checkWhenBadThenRefusedWithTheRule(Rule rule, String uri) {
		assertThat(this.rules.brokenBy(uri, true)).isEqualTo(rule);
		assertThat(this.rules.check("redirect-uris", uri, false)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.test/cb\n", "https://app.test/\tcb", "\rhttps://app.test/cb",
			"https://app.test/cb\0", "https://app.test/\u200bcb", "https://app.test/\u202ecb",
			"java\nscript:alert(1)" })
	void checkWhenInvisibleCharactersThenRefusedAndShownHarmless(String uri) {
		ClientProblem problem = this.rules.check("redirect-uris", uri, true).orElseThrow();
		assertThat(this.rules.brokenBy(uri, true)).isEqualTo(Rule.VISIBLE_ASCII);
		assertThat(problem.came()).matches("[ -~]+").contains("\\u{");
	}

	@Test
	void checkWhenTooLongThenRefusedAndShownShort() {
		String longest = "https://app.test/" + "a".repeat(1983);
		assertThat(this.rules.brokenBy(longest, false)).isNull();
		assertThat(this.rules.brokenBy(longest + "a", false)).isEqualTo(Rule.SHORT_ENOUGH);
		assertThat(this.rules.check("redirect-uris", longest + "a", false).orElseThrow().came()).hasSizeLessThan(130);
	}

	@Test
	void checkWhenLocalhostThenAcceptedInDevelopmentOnly() {
		assertThat(this.inDevelopment.brokenBy("http://localhost:3000/cb", false)).isNull();
		assertThat(this.inDevelopment.brokenBy("http://app.test/cb", false)).isEqualTo(Rule.HTTPS);
		assertThat(this.rules.brokenBy("https://localhost:3000/cb", false)).isNull();
	}

	@Test
	void checkWhenRefusedThenSaysRuleValueAndFix() {
		ClientProblem problem = this.rules.check("redirect-uris", "http://app.test/cb", false).orElseThrow();
		assertThat(problem).hasToString("redirect-uris: An address is https; plain http is for http://127.0.0.1 and "
				+ "http://[::1]. Came: http://app.test/cb. Fix: use https");
	}

}

package dev.signet.account;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProfileRulesTests {

	@Test
	void checkWhenNothingOrAllIsKnownThenFine() {
		assertThat(Profile.EMPTY.problems()).isEmpty();
		assertThat(TestAccounts.wholeProfile().problems()).isEmpty();
	}

	@Test
	void createWhenNoPartOfTheAddressIsKnownThenNoAddress() {
		assertThat(with("nothing", "")).isEqualTo(Profile.EMPTY);
		assertThat(with("address.locality", "London").address()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			given_name             | X Æ A-12
			family_name            | O'Neil y de la Vega
			nickname               | می\u200cخواهم
			profile                | http://people.example/ada?tab=1#top
			picture                | https://people.example:8443/%C3%A4.png
			website                | https://xn--bcher-kva.example
			gender                 | non-binary
			birthdate              | 1999-12-31
			birthdate              | 2024-02-29
			birthdate              | 0000-02-29
			birthdate              | 1999
			zoneinfo               | Europe/Paris
			zoneinfo               | America/Los_Angeles
			zoneinfo               | UTC
			locale                 | en
			locale                 | de-CH-1901
			locale                 | zh-Hant-TW
			address.formatted      | '1 Street\nCity'
			address.street_address | '1 Street\nBack door'
			address.locality       | Aix-en-Provence
			address.region         | Île-de-France
			address.postal_code    | SW1Y 4JH
			address.country        | Côte d'Ivoire
			""")
	void checkWhenWellFormedThenFine(String claim, String value) {
		assertThat(with(claim, value).problems()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			given_name             | ''                                | name
			given_name             | '  '                              | name
			middle_name            | '\0'                              | name
			family_name            | '\uD800'                          | name
			nickname               | 'two\nlines'                      | name
			profile                | people.example/ada                | url
			profile                | /ada                              | url
			profile                | javascript:alert(1)               | url
			picture                | data:image/png;base64,AAAA        | url
			picture                | file:///etc/passwd                | url
			picture                | https:/ada.png                    | url
			picture                | https://people.example/ä.png      | url
			website                | https://ada:secret@people.example | url
			website                | ftp://people.example              | url
			website                | https://people.example/a b        | url
			website                | https://                          | url
			gender                 | ''                                | gender
			birthdate              | 31.12.1999                        | birthdate
			birthdate              | 1999-2-1                          | birthdate
			birthdate              | 1999-12                           | birthdate
			birthdate              | 1999-02-29                        | birthdate
			birthdate              | 0000-02-30                        | birthdate
			birthdate              | 0000                              | birthdate
			birthdate              | 1999-12-31T00:00:00Z              | birthdate
			birthdate              | ١٩٩٩                              | birthdate
			zoneinfo               | CEST                              | zoneinfo
			zoneinfo               | +02:00                            | zoneinfo
			zoneinfo               | europe/paris                      | zoneinfo
			locale                 | en_US                             | locale
			locale                 | e                                 | locale
			locale                 | x-private                         | locale
			locale                 | ''                                | locale
			address.formatted      | ''                                | address.lines
			address.street_address | 'tab\tulator'                     | address.lines
			address.locality       | 'two\nlines'                      | address.line
			address.region         | ' '                               | address.line
			address.postal_code    | ''                                | address.line
			address.country        | '\7'                              | address.line
			""")
	void checkWhenMalformedThenNamesTheClaim(String claim, String value, String message) {
		assertThat(with(claim, value).problems())
			.containsExactly(new ProfileProblem(claim, "account.profile." + message));
	}

	@ParameterizedTest
	@CsvSource({ "given_name, 200", "middle_name, 200", "family_name, 200", "nickname, 200", "gender, 50",
			"address.formatted, 500", "address.street_address, 500", "address.locality, 200", "address.region, 200",
			"address.postal_code, 200", "address.country, 200" })
	void checkWhenLongThenUpToTheLimit(String claim, int longest) {
		// Outside of the basic plane, so that characters are counted and not their halves
		assertThat(with(claim, "𝔸".repeat(longest)).problems()).isEmpty();
		assertThat(with(claim, "𝔸".repeat(longest + 1)).problems()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "profile", "picture", "website" })
	void checkWhenLongUrlThenUpToTheLimit(String claim) {
		String url = "https://people.example/";
		assertThat(with(claim, url + "a".repeat(2000 - url.length())).problems()).isEmpty();
		assertThat(with(claim, url + "a".repeat(2001 - url.length())).problems()).hasSize(1);
	}

	@Test
	void checkWhenSeveralAreWrongThenNamesAll() {
		assertThat(profile((claim) -> "\u2028").problems()).extracting(ProfileProblem::claim)
			.containsExactlyElementsOf(
					List.of("given_name", "middle_name", "family_name", "nickname", "profile", "picture", "website",
							"gender", "birthdate", "zoneinfo", "locale", "address.formatted", "address.street_address",
							"address.locality", "address.region", "address.postal_code", "address.country"));
	}

	private static Profile with(String claim, String value) {
		return profile((name) -> name.equals(claim) ? value : null);
	}

	private static Profile profile(UnaryOperator<String> values) {
		return new Profile(values.apply("given_name"), values.apply("middle_name"), values.apply("family_name"),
				values.apply("nickname"), values.apply("profile"), values.apply("picture"), values.apply("website"),
				values.apply("gender"), values.apply("birthdate"), values.apply("zoneinfo"), values.apply("locale"),
				new PostalAddress(values.apply("address.formatted"), values.apply("address.street_address"),
						values.apply("address.locality"), values.apply("address.region"),
						values.apply("address.postal_code"), values.apply("address.country")));
	}

}

package dev.signet.federation.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.AccountCreation.Mode;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.Kind;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.RoleRule;
import dev.signet.federation.settings.ClaimMapping.When;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.web.TestMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderRulesTests {

	static Stream<Row> rows() {
		return Stream.of(row("name", "missing", (s) -> s.withName("")),
				row("name", "text", (s) -> s.withName("x".repeat(101))),
				row("name", "text", (s) -> s.withName("two\nlines")),
				row("name", "text", (s) -> s.withName("half \ud800")), issuer("missing", null), issuer("missing", " "),
				issuer("https", "http://provider.example"), issuer("https", "ftp://provider.example"),
				issuer("address", "provider.example"), issuer("address", "https://provider.example/#x"),
				issuer("address", "https://a:b@provider.example"), issuer("address", "https://"),
				issuer("address", "https://provider.example/ x"), issuer("issuer", "https://provider.example?x=1"),
				issuer("address", "https://provider.example/" + "x".repeat(2_000)),
				row("endpoints.token", "https",
						(s) -> s.withEndpoints(new ProviderEndpoints("https://p.example", null,
								URI.create("http://p.example/t"), null, null, null))),
				row("endpoints.jwks", "address",
						(s) -> s.withEndpoints(new ProviderEndpoints("https://p.example", null, null, null,
								URI.create("mailto:a@b.example"), null))),
				row("clientId", "missing",
						(s) -> s.withClient(UpstreamClient.of(" ", UpstreamAuthentication.SECRET_BASIC))),
				row("clientId", "client-id",
						(s) -> s.withClient(UpstreamClient.of("ä", UpstreamAuthentication.SECRET_BASIC))),
				row("authentication", "authentication-apple",
						(s) -> s.withClient(new UpstreamClient("id", UpstreamAuthentication.APPLE_SECRET, null,
								"TEAM123456", "KEY1234567"))),
				row("scopes", "scopes", (s) -> s.withScopes(List.of("openid", "two words"))),
				row("scopes", "scopes", (s) -> s.withScopes(List.of("openid", "\"quoted\""))),
				row("scopes", "scopes", (s) -> s.withScopes(Collections.nCopies(101, "openid"))),
				row("scopes", "scope-openid", (s) -> s.withScopes(List.of("email"))),
				row("hostedDomain", "not-here", (s) -> s.withHostedDomain("corp.example")),
				row("button.text", "text", (s) -> s.withButton(new ProviderButton("x".repeat(61), null, 0))),
				row("button.icon", "icon", (s) -> s.withButton(new ProviderButton(null, "https://x.example/i.svg", 0))),
				row("button.icon", "icon", (s) -> s.withButton(new ProviderButton(null, "../x", 0))),
				row("button.position", "position", (s) -> s.withButton(new ProviderButton(null, null, -1))),
				row("audience.domains", "domain",
						(s) -> s.withAudience(new ProviderAudience(List.of("Corp.Example"), List.of()))),
				row("audience.domains", "domain",
						(s) -> s.withAudience(new ProviderAudience(List.of("@corp.example"), List.of()))),
				row("audience.domains", "too-many",
						(s) -> s.withAudience(new ProviderAudience(Collections.nCopies(101, "a.example"), List.of()))),
				row("audience.clients", "clients", (s) -> s
					.withAudience(new ProviderAudience(List.of(), List.of("a\u0000b")))),
				row("creation.domains", "missing", (
						s) -> s.withCreation(new AccountCreation(Mode.BY_DOMAIN, List.of()))),
				row("creation.domains", "domain",
						(s) -> s.withCreation(new AccountCreation(Mode.BY_DOMAIN, List.of("localhost")))),
				row("mapping.profile.0.claim", "mapping",
						(s) -> s.withMapping(
								new ClaimMapping(List.of(new ProfileRule("", "nickname")), List.of(), When.FIRST))),
				row("mapping", "too-many", (s) -> s.withMapping(new ClaimMapping(
						Collections.nCopies(101, new ProfileRule("a", "nickname")), List.of(), When.FIRST))));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void ofWhenOneRuleIsBrokenThenTellsThatOneInWords(Row row) {
		List<ProviderProblem> problems = ProviderRules.of(Preset.OPENID_CONNECT, row.change.apply(valid()), null, true);
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem.field()).isEqualTo(row.field);
			assertThat(problem.messageKey()).isEqualTo("federation.problem." + row.key);
			assertThat(TestMessages.all().getMessage(problem.messageKey(), problem.values().toArray(), Locale.ENGLISH))
				.isNotBlank()
				.doesNotContain("{");
		});
	}

	@Test
	void ofWhenValidThenNothing() {
		assertThat(ProviderRules.of(Preset.OPENID_CONNECT, valid(), "secret", false)).isEmpty();
		assertThat(ProviderRules.of(Preset.OPENID_CONNECT,
				valid().withEndpoints(ProviderEndpoints.ofIssuer("http://127.0.0.1:9000/demo/upstream/google")), null,
				true))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "login", "select_account", "login consent" })
	void ofWhenPromptIsKnownThenNothing(String prompt) {
		assertThat(ProviderRules.of(Preset.OPENID_CONNECT, prompted(prompt), null, true)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "", " ", "login  consent", "login\u0000" })
	void ofWhenPromptIsOtherThenTells(String prompt) {
		assertThat(ProviderRules.of(Preset.OPENID_CONNECT, prompted(prompt), null, true))
			.extracting(ProviderProblem::messageKey)
			.containsExactly("federation.problem.prompt");
	}

	@Test
	void ofWhenSecretDoesNotFitThenTells() {
		assertThat(secretProblem(UpstreamAuthentication.SECRET_BASIC, null, false)).isEqualTo("missing");
		assertThat(secretProblem(UpstreamAuthentication.SECRET_POST, "two\nlines", false)).isEqualTo("secret");
		assertThat(secretProblem(UpstreamAuthentication.SECRET_POST, "x".repeat(4_097), false)).isEqualTo("secret");
		assertThat(secretProblem(UpstreamAuthentication.NONE, "secret", false)).isEqualTo("not-here");
		assertThat(secretProblem(UpstreamAuthentication.PRIVATE_KEY_JWT, "secret", true)).isEqualTo("not-here");
		assertThat(secretProblem(UpstreamAuthentication.PRIVATE_KEY_JWT, null, false)).isNull();
		assertThat(ProviderRules.of(Preset.APPLE,
				Preset.APPLE.defaults()
					.withClient(new UpstreamClient("id", UpstreamAuthentication.APPLE_SECRET, null, "TEAM", "k")),
				"no key", false))
			.extracting(ProviderProblem::field)
			.containsExactly("appleTeam", "appleKeyId", "secret");
	}

	@Test
	void ofWhenOauth2ThenEndpointsAndTheSubjectMustBeKnown() {
		assertThat(ProviderRules.of(Preset.OAUTH2,
				valid().withEndpoints(ProviderEndpoints.ofIssuer("https://p.example")).withLogoutUpstream(true), null,
				true))
			.extracting((problem) -> problem.field() + " " + problem.messageKey().substring(19))
			.containsExactlyInAnyOrder("endpoints.issuer not-here", "endpoints.authorization missing",
					"endpoints.token missing", "endpoints.userinfo missing", "logoutUpstream not-here",
					"mapping mapping-subject");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "a b", "ä", "a/b", "a.b" })
	void ofAliasWhenItDoesNotFitAnAddressThenTells(String alias) {
		assertThat(ProviderRules.ofAlias(alias)).isNotEmpty();
		assertThat(ProviderRules.ofAlias("x".repeat(41))).isNotEmpty();
		assertThat(ProviderRules.ofAlias("my-provider-2")).isEmpty();
	}

	@Test
	void ofWhenMappingNamesWhatDoesNotExistThenTells() {
		ClaimMapping mapping = new ClaimMapping(List.of(new ProfileRule("a", "shoe_size")),
				List.of(new RoleRule("a", "b", Kind.ROLE, "small"), new RoleRule("a", "b", Kind.GROUP, " x ")),
				When.EACH);
		List<ProviderProblem> problems = ProviderRules.of(Preset.GOOGLE, Preset.GOOGLE.defaults().withMapping(mapping),
				"secret", false);
		assertThat(problems).extracting(ProviderProblem::field)
			.contains("mapping.profile.0.field", "mapping.roles.0.name", "mapping.roles.1.name");
		assertThat(problems).extracting(ProviderProblem::messageKey)
			.contains("federation.problem.mapping-field", "account.role.form", "account.group.form");
	}

	@Test
	void ofWhenDefaultsOfAPresetThenTheyLackOnlyWhatOneTypes() {
		for (Preset preset : Preset.values()) {
			List<String> missing = new ArrayList<>(List.of("clientId"));
			switch (preset) {
				case APPLE -> missing.addAll(List.of("appleTeam", "appleKeyId"));
				case OPENID_CONNECT -> missing.add("endpoints.issuer");
				case OAUTH2 ->
					missing.addAll(List.of("endpoints.authorization", "endpoints.token", "endpoints.userinfo"));
				default -> {
					// The endpoints are known
				}
			}
			assertThat(ProviderRules.of(preset, preset.defaults(), null, true)).extracting(ProviderProblem::field)
				.as(preset.name())
				.containsExactlyInAnyOrderElementsOf(missing);
		}
	}

	private static ProviderSettings valid() {
		return Preset.OPENID_CONNECT.defaults()
			.withEndpoints(ProviderEndpoints.ofIssuer("https://provider.example/path/"))
			.withClient(UpstreamClient.of("id", UpstreamAuthentication.SECRET_BASIC));
	}

	private static ProviderSettings prompted(String prompt) {
		ProviderSettings valid = valid();
		return new ProviderSettings(valid.name(), valid.endpoints(), valid.client(), valid.scopes(), prompt, null,
				valid.button(), valid.audience(), false, valid.creation(), valid.mapping(), false);
	}

	private static String secretProblem(UpstreamAuthentication authentication, String secret, boolean hasSecret) {
		return ProviderRules
			.of(Preset.OPENID_CONNECT, valid().withClient(UpstreamClient.of("id", authentication)), secret, hasSecret)
			.stream()
			.map((problem) -> problem.messageKey().substring(19))
			.findFirst()
			.orElse(null);
	}

	private static Row row(String field, String key, UnaryOperator<ProviderSettings> change) {
		return new Row(field, key, change);
	}

	private static Row issuer(String key, String issuer) {
		return row("endpoints.issuer", key,
				(settings) -> settings.withEndpoints(new ProviderEndpoints(issuer, null, null, null, null, null)));
	}

	private record Row(String field, String key, UnaryOperator<ProviderSettings> change) {
	}

}

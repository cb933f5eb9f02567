package dev.signet.federation.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.account.GroupName;
import dev.signet.account.Roles;
import dev.signet.federation.call.EndpointRules;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.ProfileFields;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.AccountCreation.Mode;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.Kind;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.RoleRule;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

/** What settings of a provider must be. Tells all that is wrong at once. */
final class ProviderRules {

	private static final String KEY = "federation.problem.";

	private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,40}");

	/** RFC 6749 §3.3. */
	private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,200}");

	private static final Pattern DOMAIN = Pattern
		.compile("(?=.{3,253})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

	private static final Pattern CLIENT_ID = Pattern.compile("[ -~]{1,255}");

	private static final Pattern ICON = Pattern.compile("[a-z0-9-]{1,40}");

	private static final Pattern APPLE_ID = Pattern.compile("[A-Z0-9]{10}");

	/** OpenID Connect Core 1.0 §3.1.2.1, Initiating User Registration 1.0. */
	private static final Set<String> PROMPTS = Set.of("login", "consent", "select_account", "create");

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_BUTTON = 60;

	private static final int LONGEST_SECRET = 4_096;

	private static final int LONGEST_RULE = 200;

	private static final int MOST = 100;

	private static final int LAST_POSITION = 9_999;

	private final Preset preset;

	private final ProviderSettings settings;

	private final List<ProviderProblem> problems = new ArrayList<>();

	private ProviderRules(Preset preset, ProviderSettings settings) {
		this.preset = preset;
		this.settings = settings;
	}

	/** What is wrong with an alias. */
	static List<ProviderProblem> ofAlias(String alias) {
		return ALIAS.matcher(alias).matches() ? List.of() : List.of(problem("alias", "alias"));
	}

	/**
	 * What is wrong with settings.
	 * @param secret what was typed, or null
	 * @param hasSecret whether one is stored
	 */
	static List<ProviderProblem> of(Preset preset, ProviderSettings settings, @Nullable String secret,
			boolean hasSecret) {
		ProviderRules rules = new ProviderRules(preset, settings);
		rules.check("name", settings.name(), LONGEST_NAME);
		rules.endpoints();
		rules.client(secret, hasSecret);
		rules.request();
		rules.offer();
		rules.creation();
		rules.mapping();
		return rules.problems;
	}

	static ProviderProblem problem(String field, String key, String... values) {
		return ProviderProblem.of(field, KEY + key, values);
	}

	private void endpoints() {
		ProviderEndpoints endpoints = this.settings.endpoints();
		boolean openIdConnect = this.preset.openIdConnect();
		String issuer = endpoints.issuer();
		if (openIdConnect && (issuer == null || issuer.isBlank())) {
			add("endpoints.issuer", "missing");
		}
		else if (issuer != null) {
			(openIdConnect ? EndpointRules.problemOfIssuer(issuer) : Optional.of("not-here"))
				.ifPresent((key) -> add("endpoints.issuer", key));
		}
		endpoint("endpoints.authorization", endpoints.authorization(), !openIdConnect);
		endpoint("endpoints.token", endpoints.token(), !openIdConnect);
		endpoint("endpoints.userinfo", endpoints.userinfo(), !openIdConnect);
		endpoint("endpoints.jwks", endpoints.jwks(), false);
		endpoint("endpoints.endSession", endpoints.endSession(), false);
	}

	private void endpoint(String field, @Nullable URI endpoint, boolean needed) {
		if (endpoint != null) {
			EndpointRules.problem(endpoint).ifPresent((key) -> add(field, key));
		}
		else if (needed) {
			add(field, "missing");
		}
	}

	private void client(@Nullable String secret, boolean hasSecret) {
		UpstreamClient client = this.settings.client();
		if (client.clientId().isBlank()) {
			add("clientId", "missing");
		}
		else if (!CLIENT_ID.matcher(client.clientId()).matches()) {
			add("clientId", "client-id");
		}
		boolean apple = client.authentication() == UpstreamAuthentication.APPLE_SECRET;
		if (apple != (this.preset == Preset.APPLE)) {
			add("authentication", apple ? "authentication-apple" : "authentication-not-apple");
		}
		if (apple) {
			appleId("appleTeam", client.appleTeam());
			appleId("appleKeyId", client.appleKeyId());
		}
		secret(secret, hasSecret, apple);
	}

	private void appleId(String field, @Nullable String value) {
		if (value == null || !APPLE_ID.matcher(value).matches()) {
			add(field, "apple-id");
		}
	}

	private void secret(@Nullable String secret, boolean hasSecret, boolean apple) {
		if (secret == null) {
			if (this.settings.client().authentication().needsSecret() && !hasSecret) {
				add("secret", "missing");
			}
		}
		else if (!this.settings.client().authentication().needsSecret()) {
			add("secret", "not-here");
		}
		else if (apple && !(secret.length() <= LONGEST_SECRET && AppleSecret.isKey(secret))) {
			add("secret", "apple-key");
		}
		else if (!apple && (secret.length() > LONGEST_SECRET || hasControl(secret))) {
			add("secret", "secret");
		}
	}

	private void request() {
		List<String> scopes = this.settings.scopes();
		if (scopes.size() > MOST || scopes.stream().anyMatch((scope) -> !SCOPE.matcher(scope).matches())) {
			add("scopes", "scopes");
		}
		else if (this.preset.openIdConnect() && !scopes.contains("openid")) {
			add("scopes", "scope-openid");
		}
		String prompt = this.settings.prompt();
		if (prompt != null && !PROMPTS.containsAll(List.of(prompt.split(" ", -1)))) {
			add("prompt", "prompt");
		}
		String domain = this.settings.hostedDomain();
		if (domain != null && this.preset != Preset.GOOGLE) {
			add("hostedDomain", "not-here");
		}
		else if (domain != null && !DOMAIN.matcher(domain).matches()) {
			add("hostedDomain", "domain", domain);
		}
		if (this.settings.logoutUpstream() && !this.preset.openIdConnect()) {
			add("logoutUpstream", "not-here");
		}
	}

	private void offer() {
		ProviderButton button = this.settings.button();
		if (button.text() != null) {
			check("button.text", button.text(), LONGEST_BUTTON);
		}
		if (button.icon() != null && !ICON.matcher(button.icon()).matches()) {
			add("button.icon", "icon");
		}
		if (button.position() < 0 || button.position() > LAST_POSITION) {
			add("button.position", "position");
		}
		domains("audience.domains", this.settings.audience().domains());
		List<String> clients = this.settings.audience().clientIds();
		if (clients.size() > MOST || clients.stream().anyMatch((id) -> !CLIENT_ID.matcher(id).matches())) {
			add("audience.clients", "clients");
		}
	}

	private void creation() {
		AccountCreation creation = this.settings.creation();
		domains("creation.domains", creation.domains());
		if (creation.mode() == Mode.BY_DOMAIN && creation.domains().isEmpty()) {
			add("creation.domains", "missing");
		}
	}

	private void domains(String field, List<String> domains) {
		if (domains.size() > MOST) {
			add(field, "too-many", String.valueOf(MOST));
		}
		for (String domain : domains) {
			if (!DOMAIN.matcher(domain).matches()) {
				add(field, "domain", domain);
			}
		}
	}

	private void mapping() {
		ClaimMapping mapping = this.settings.mapping();
		if (mapping.profile().size() > MOST || mapping.roles().size() > MOST) {
			add("mapping", "too-many", String.valueOf(MOST));
		}
		for (int row = 0; row < mapping.profile().size(); row++) {
			rule("mapping.profile." + row, mapping.profile().get(row));
		}
		for (int row = 0; row < mapping.roles().size(); row++) {
			rule("mapping.roles." + row, mapping.roles().get(row));
		}
		if (this.preset == Preset.OAUTH2
				&& mapping.profile().stream().noneMatch((rule) -> rule.field().equals(ClaimMapping.SUBJECT))) {
			add("mapping", "mapping-subject");
		}
	}

	private void rule(String where, ProfileRule rule) {
		whole(where + ".claim", rule.claim());
		String field = rule.field();
		if (whole(where + ".field", field) && !ProfileFields.names().contains(field)
				&& !ClaimMapping.BESIDE_PROFILE.contains(field)) {
			add(where + ".field", "mapping-field", field);
		}
	}

	private void rule(String where, RoleRule rule) {
		whole(where + ".claim", rule.claim());
		whole(where + ".value", rule.value());
		boolean role = rule.kind() == Kind.ROLE;
		if (whole(where + ".name", rule.name())
				&& (role ? !Roles.wellFormed(rule.name()) : GroupName.parse(rule.name()).isEmpty())) {
			this.problems.add(ProviderProblem.of(where + ".name", role ? "account.role.form" : "account.group.form",
					rule.name()));
		}
	}

	/** Whether a part of a rule can be used at all; if not, it is said. */
	private boolean whole(String where, String text) {
		if (isBroken(text)) {
			add(where, "mapping");
		}
		return !isBroken(text);
	}

	private static boolean isBroken(String text) {
		return text.isBlank() || text.length() > LONGEST_RULE || hasControl(text);
	}

	private void check(String field, String text, int longest) {
		if (text.isBlank()) {
			add(field, "missing");
		}
		else if (text.codePointCount(0, text.length()) > longest || hasControl(text)) {
			add(field, "text", String.valueOf(longest));
		}
	}

	private static boolean hasControl(String text) {
		return text.codePoints()
			.anyMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
	}

	private void add(String field, String key, String... values) {
		this.problems.add(problem(field, key, values));
	}

}

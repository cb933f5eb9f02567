package dev.signet.admin.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.ProviderProblem;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a provider as words in a form: read from what is stored, and back from
 * what was typed. Only the fields that the form for this kind has are read back; all else
 * stays as it was. The secret is not among the words.
 */
final class TypedProvider {

	private static final String ENTRA = "https://login.microsoftonline.com/%s/v2.0";

	private static final Pattern TENANT = Pattern.compile("https://login\\.microsoftonline\\.com/([^/]+)/v2\\.0");

	private final Preset preset;

	private final Map<String, String> words;

	private final List<ProviderProblem> problems = new ArrayList<>();

	private TypedProvider(Preset preset, Map<String, String> words) {
		this.preset = preset;
		this.words = words;
	}

	/** What a browser sent. */
	static TypedProvider typed(Preset preset, Map<String, String> parameters) {
		Map<String, String> words = new HashMap<>();
		ProviderFields.all(preset)
			.stream()
			.filter((field) -> !field.secret())
			.forEach((field) -> words.put(field.id(), line(parameters.getOrDefault(field.id(), ""))));
		return new TypedProvider(preset, words);
	}

	/** What is stored. */
	static TypedProvider of(Preset preset, ProviderSettings settings) {
		Map<String, String> words = new HashMap<>();
		ProviderFields.all(preset)
			.stream()
			.filter((field) -> !field.secret())
			.forEach((field) -> words.put(field.id(), word(field, settings)));
		return new TypedProvider(preset, words);
	}

	private static String word(ProviderField field, ProviderSettings settings) {
		ProviderEndpoints endpoints = settings.endpoints();
		UpstreamClient client = settings.client();
		return switch (field) {
			case NAME -> settings.name();
			case ISSUER -> text(endpoints.issuer());
			case TENANT -> tenant(text(endpoints.issuer()));
			case AUTHORIZATION -> text(endpoints.authorization());
			case TOKEN -> text(endpoints.token());
			case USERINFO -> text(endpoints.userinfo());
			case JWKS -> text(endpoints.jwks());
			case END_SESSION -> text(endpoints.endSession());
			case CLIENT_ID -> client.clientId();
			case APPLE_TEAM -> text(client.appleTeam());
			case APPLE_KEY_ID -> text(client.appleKeyId());
			case SECRET, KEY -> "";
			case AUTHENTICATION -> client.authentication().name();
			case SECRET_EXPIRES -> day(client.secretExpiresAt());
			case SCOPES -> String.join(" ", settings.scopes());
			case PROMPT -> text(settings.prompt());
			case HOSTED_DOMAIN -> text(settings.hostedDomain());
			case BUTTON_TEXT -> text(settings.button().text());
			case ICON -> text(settings.button().icon());
			case POSITION -> String.valueOf(settings.button().position());
			case DOMAINS -> String.join("\n", settings.audience().domains());
			case CLIENTS -> String.join("\n", settings.audience().clientIds());
			case EMAIL_TRUSTED -> settings.emailTrusted() ? "on" : "";
			case CREATION -> settings.creation().mode().name();
			case CREATION_DOMAINS -> String.join("\n", settings.creation().domains());
			case LOGOUT_UPSTREAM -> settings.logoutUpstream() ? "on" : "";
		};
	}

	/** The words in a field. */
	String word(ProviderField field) {
		return this.words.getOrDefault(field.id(), "");
	}

	/** The words by the names of their fields. */
	Map<String, String> words() {
		return Map.copyOf(this.words);
	}

	/**
	 * The words joined with what somebody else has stored meanwhile: what was left as it
	 * was follows them.
	 * @param base the words from which both began
	 * @param now the words as they are stored now
	 */
	TypedProvider joined(TypedProvider base, TypedProvider now) {
		Map<String, String> joined = new HashMap<>(this.words);
		joined.replaceAll(
				(field, word) -> word.equals(base.words.get(field)) ? now.words.getOrDefault(field, word) : word);
		return new TypedProvider(this.preset, joined);
	}

	/**
	 * Settings that will be refused if the form could not be read in whole, so that all
	 * is said at once: the rules of settings know no name that is empty.
	 */
	ProviderSettings orRefused(ProviderSettings settings) {
		return this.problems.isEmpty() ? settings : settings.withName("");
	}

	/**
	 * What is wrong by the rules and in the form; a field is told one thing at a time.
	 */
	List<ProviderProblem> allProblems(List<ProviderProblem> rules) {
		List<ProviderProblem> all = new ArrayList<>(this.problems);
		Set<String> told = this.problems.stream().map(FormProblems::field).collect(Collectors.toSet());
		if (!this.problems.isEmpty() && !word(ProviderField.NAME).isEmpty()) {
			told.add(ProviderField.NAME.id());
		}
		rules.stream()
			.map(this::inForm)
			.filter((problem) -> !told.contains(FormProblems.field(problem)))
			.forEach(all::add);
		return all;
	}

	/** Microsoft's form asks for the tenant where others ask for the issuer. */
	private ProviderProblem inForm(ProviderProblem problem) {
		return (has(ProviderField.TENANT) && FormProblems.field(problem).equals(ProviderField.ISSUER.id()))
				? new ProviderProblem(ProviderField.TENANT.id(), problem.messageKey(), problem.values()) : problem;
	}

	/**
	 * Reads the words.
	 * @param before what stays where the form has no field
	 */
	ProviderSettings settings(ProviderSettings before) {
		this.problems.clear();
		return new ProviderSettings(has(ProviderField.NAME) ? word(ProviderField.NAME) : before.name(),
				endpoints(before.endpoints()), client(before.client()), scopes(before),
				has(ProviderField.PROMPT) ? choice(ProviderField.PROMPT) : before.prompt(),
				has(ProviderField.HOSTED_DOMAIN) ? told(ProviderField.HOSTED_DOMAIN) : before.hostedDomain(),
				new ProviderButton(told(ProviderField.BUTTON_TEXT), choice(ProviderField.ICON), position()),
				new ProviderAudience(domains(ProviderField.DOMAINS), list(ProviderField.CLIENTS)),
				ticked(ProviderField.EMAIL_TRUSTED),
				new AccountCreation(
						chosen(ProviderField.CREATION, AccountCreation.Mode.class, AccountCreation.Mode.OFF),
						domains(ProviderField.CREATION_DOMAINS)),
				before.mapping(),
				has(ProviderField.LOGOUT_UPSTREAM) ? ticked(ProviderField.LOGOUT_UPSTREAM) : before.logoutUpstream());
	}

	private ProviderEndpoints endpoints(ProviderEndpoints before) {
		return new ProviderEndpoints(issuer(before.issuer()), uri(ProviderField.AUTHORIZATION, before.authorization()),
				uri(ProviderField.TOKEN, before.token()), uri(ProviderField.USERINFO, before.userinfo()),
				uri(ProviderField.JWKS, before.jwks()), uri(ProviderField.END_SESSION, before.endSession()));
	}

	private @Nullable String issuer(@Nullable String before) {
		if (has(ProviderField.TENANT)) {
			return tenantIssuer(before);
		}
		return has(ProviderField.ISSUER) ? told(ProviderField.ISSUER) : before;
	}

	/**
	 * What is no tenant of the public cloud has an issuer of its own, such as one of the
	 * national clouds: then the whole of it stands in the field.
	 */
	private @Nullable String tenantIssuer(@Nullable String before) {
		String tenant = word(ProviderField.TENANT);
		if (tenant.contains("://")) {
			return tenant;
		}
		if (!tenant.matches("[A-Za-z0-9.-]{1,100}")) {
			problem(ProviderField.TENANT, "admin.problem.tenant");
			return before;
		}
		return ENTRA.formatted(tenant);
	}

	private UpstreamClient client(UpstreamClient before) {
		return new UpstreamClient(word(ProviderField.CLIENT_ID),
				has(ProviderField.AUTHENTICATION)
						? chosen(ProviderField.AUTHENTICATION, UpstreamAuthentication.class, before.authentication())
						: before.authentication(),
				has(ProviderField.SECRET_EXPIRES) ? expiry() : before.secretExpiresAt(),
				has(ProviderField.APPLE_TEAM) ? told(ProviderField.APPLE_TEAM) : before.appleTeam(),
				has(ProviderField.APPLE_KEY_ID) ? told(ProviderField.APPLE_KEY_ID) : before.appleKeyId());
	}

	private List<String> scopes(ProviderSettings before) {
		return has(ProviderField.SCOPES) ? split(word(ProviderField.SCOPES), "[\\s,]+") : before.scopes();
	}

	private @Nullable URI uri(ProviderField field, @Nullable URI before) {
		if (!has(field)) {
			return before;
		}
		String typed = word(field);
		if (typed.isEmpty()) {
			return null;
		}
		try {
			return new URI(typed);
		}
		catch (URISyntaxException ex) {
			problem(field, "admin.problem.address");
			return before;
		}
	}

	private @Nullable Instant expiry() {
		String typed = word(ProviderField.SECRET_EXPIRES);
		if (typed.isEmpty()) {
			return null;
		}
		try {
			LocalDate day = LocalDate.parse(typed);
			if (day.getYear() >= 1970 && day.getYear() <= 9999) {
				return day.atStartOfDay(ZoneOffset.UTC).toInstant();
			}
		}
		catch (DateTimeException ex) {
			// Said below
		}
		problem(ProviderField.SECRET_EXPIRES, "admin.problem.day");
		return null;
	}

	private int position() {
		String typed = word(ProviderField.POSITION);
		if (typed.isEmpty()) {
			return 0;
		}
		if (!typed.matches("\\d{1,4}")) {
			problem(ProviderField.POSITION, "admin.problem.position");
			return 0;
		}
		return Integer.parseInt(typed);
	}

	private <E extends Enum<E>> E chosen(ProviderField field, Class<E> type, E otherwise) {
		String choice = choice(field);
		return (choice == null) ? otherwise : Enum.valueOf(type, choice);
	}

	/** One of what can be chosen, null for none. */
	private @Nullable String choice(ProviderField field) {
		String typed = word(field);
		if (!field.options().contains(typed)) {
			problem(field, "admin.problem.choice");
			return null;
		}
		return typed.isEmpty() ? null : typed;
	}

	private @Nullable String told(ProviderField field) {
		String typed = word(field);
		return typed.isEmpty() ? null : typed;
	}

	private boolean ticked(ProviderField field) {
		return !word(field).isEmpty();
	}

	private List<String> domains(ProviderField field) {
		return list(field).stream().map((domain) -> domain.toLowerCase(Locale.ROOT)).distinct().toList();
	}

	private List<String> list(ProviderField field) {
		return split(word(field), "[\\s,;]+");
	}

	private boolean has(ProviderField field) {
		return ProviderFields.all(this.preset).contains(field);
	}

	private void problem(ProviderField field, String messageKey) {
		this.problems.add(new ProviderProblem(field.id(), messageKey, List.of()));
	}

	/** Browsers end a line by two characters. */
	private static String line(String typed) {
		return typed.strip().replace("\r\n", "\n");
	}

	private static List<String> split(String words, String between) {
		return Arrays.stream(words.split(between)).filter((word) -> !word.isEmpty()).collect(Collectors.toList());
	}

	private static String tenant(String issuer) {
		Matcher matcher = TENANT.matcher(issuer);
		return matcher.matches() ? matcher.group(1) : issuer;
	}

	private static String day(@Nullable Instant instant) {
		return (instant != null) ? instant.atZone(ZoneOffset.UTC).toLocalDate().toString() : "";
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

}

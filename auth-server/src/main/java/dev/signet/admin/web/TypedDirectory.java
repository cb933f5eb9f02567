package dev.signet.admin.web;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.signet.directory.AccountRules;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryServer;
import dev.signet.directory.DirectoryServer.Security;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.GroupSearch;
import dev.signet.directory.PeopleSearch;
import dev.signet.directory.SignInNames;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a directory as words in a form: read from what is stored, and back from
 * what was typed. What groups give stands in another form. The password is not among the
 * words.
 */
final class TypedDirectory {

	private static final String ON = "on";

	private final DirectoryKind kind;

	private final Map<String, String> words;

	private TypedDirectory(DirectoryKind kind, Map<String, String> words) {
		this.kind = kind;
		this.words = words;
	}

	/** What is usual for a new one. */
	static TypedDirectory usual(DirectoryKind kind) {
		return of(kind,
				new DirectorySettings("", new DirectoryServer(List.of(), Security.LDAPS, null), kind.people(),
						new GroupSearch("", kind.groupFilter(), "cn", kind == DirectoryKind.ACTIVE_DIRECTORY),
						new SignInNames(List.of(), true), new AccountRules(false, false, List.of()), null));
	}

	/** What a browser sent. */
	static TypedDirectory typed(DirectoryKind kind, Map<String, String> parameters) {
		Map<String, String> words = new HashMap<>();
		DirectoryFields.all(kind)
			.stream()
			.filter((field) -> !field.secret())
			.forEach((field) -> words.put(field.id(), line(parameters.getOrDefault(field.id(), ""))));
		return new TypedDirectory(kind, words);
	}

	/** What is stored. */
	static TypedDirectory of(DirectoryKind kind, DirectorySettings settings) {
		Map<String, String> words = new HashMap<>();
		DirectoryFields.all(kind)
			.stream()
			.filter((field) -> !field.secret())
			.forEach((field) -> words.put(field.id(), word(kind, field, settings)));
		return new TypedDirectory(kind, words);
	}

	private static String word(DirectoryKind kind, DirectoryField field, DirectorySettings settings) {
		PeopleSearch people = settings.people();
		GroupSearch groups = (settings.groups() != null) ? settings.groups()
				: new GroupSearch("", kind.groupFilter(), "cn", false);
		return switch (field) {
			case NAME -> settings.name();
			case ADDRESSES ->
				settings.server().addresses().stream().map(URI::toString).collect(Collectors.joining("\n"));
			case SECURITY -> settings.server().security().name();
			case BIND_DN -> text(settings.server().bindDn());
			case BIND_PASSWORD -> "";
			case PEOPLE_BASE -> people.base();
			case GROUP_BASE -> groups.base();
			case ACCOUNTS_CREATED -> settings.accounts().created() ? ON : "";
			case DOMAINS -> String.join("\n", settings.names().domains());
			case UNKNOWN_NAMES -> settings.names().unknown() ? ON : "";
			case EMAIL_TRUSTED -> settings.accounts().emailTrusted() ? ON : "";
			case PASSWORD_PAGE -> text(settings.passwordPage());
			case PEOPLE_FILTER -> people.filter();
			case SUBJECT -> people.subject();
			case USERNAME -> people.username();
			case EMAIL -> people.email();
			case GIVEN_NAME -> people.givenName();
			case FAMILY_NAME -> people.familyName();
			case GROUP_FILTER -> groups.filter();
			case GROUP_ATTRIBUTE -> groups.attribute();
			case NESTED -> groups.nested() ? ON : "";
		};
	}

	/** The words in a field. */
	String word(DirectoryField field) {
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
	TypedDirectory joined(TypedDirectory base, TypedDirectory now) {
		Map<String, String> joined = new HashMap<>(this.words);
		joined.replaceAll(
				(field, word) -> word.equals(base.words.get(field)) ? now.words.getOrDefault(field, word) : word);
		return new TypedDirectory(this.kind, joined);
	}

	/**
	 * Reads the words. What cannot be chosen is what protects most.
	 * @param rules what groups give
	 */
	DirectorySettings settings(List<DirectoryRule> rules) {
		return new DirectorySettings(word(DirectoryField.NAME), server(),
				new PeopleSearch(word(DirectoryField.PEOPLE_BASE), word(DirectoryField.PEOPLE_FILTER),
						word(DirectoryField.SUBJECT), word(DirectoryField.USERNAME), word(DirectoryField.EMAIL),
						word(DirectoryField.GIVEN_NAME), word(DirectoryField.FAMILY_NAME)),
				groups(), new SignInNames(list(DirectoryField.DOMAINS), ticked(DirectoryField.UNKNOWN_NAMES)),
				new AccountRules(ticked(DirectoryField.ACCOUNTS_CREATED), ticked(DirectoryField.EMAIL_TRUSTED), rules),
				word(DirectoryField.PASSWORD_PAGE).isEmpty() ? null
						: DirectorySettings.address(word(DirectoryField.PASSWORD_PAGE)));
	}

	private DirectoryServer server() {
		String security = word(DirectoryField.SECURITY);
		return new DirectoryServer(list(DirectoryField.ADDRESSES).stream().map(DirectorySettings::address).toList(),
				DirectoryField.SECURITY.options().contains(security) ? Security.valueOf(security) : Security.LDAPS,
				word(DirectoryField.BIND_DN).isEmpty() ? null : word(DirectoryField.BIND_DN));
	}

	private @Nullable GroupSearch groups() {
		String base = word(DirectoryField.GROUP_BASE);
		return base.isEmpty() ? null : new GroupSearch(base, word(DirectoryField.GROUP_FILTER),
				word(DirectoryField.GROUP_ATTRIBUTE), ticked(DirectoryField.NESTED));
	}

	private boolean ticked(DirectoryField field) {
		return !word(field).isEmpty();
	}

	private List<String> list(DirectoryField field) {
		return Arrays.stream(word(field).split("[\\s,;]+"))
			.filter((word) -> !word.isEmpty())
			.distinct()
			.collect(Collectors.toList());
	}

	/** Browsers end a line by two characters. */
	private static String line(String typed) {
		return typed.strip().replace("\r\n", "\n");
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

}

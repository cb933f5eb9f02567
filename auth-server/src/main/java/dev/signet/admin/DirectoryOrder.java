package dev.signet.admin;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.directory.AccountRules;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryServer;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.GroupSearch;
import dev.signet.directory.PeopleSearch;
import dev.signet.directory.SignInNames;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sends who wants a directory, or wants it to be different; what is
 * left out is as usual for its kind.
 *
 * @param alias names it, when it is added
 * @param kind what kind it is, when it is added
 * @param version the version that the administrator saw, when it is changed
 * @param name what people call it
 * @param addresses where it is
 * @param security how connections are protected, else LDAPS
 * @param bindDn as whom it is searched
 * @param bindPassword with which password; left out, the stored one is kept
 * @param people how somebody is found
 * @param groups how their groups are found
 * @param domains which names belong there
 * @param unknownNames whether names do that nobody has here
 * @param accountsCreated whether its people get accounts
 * @param emailTrusted whether their addresses count as confirmed
 * @param rules what groups give
 * @param passwordPage where its people change their password
 */
record DirectoryOrder(@Nullable String alias, @Nullable DirectoryKind kind, @Nullable Integer version,
		@Nullable String name, @Nullable List<@Nullable String> addresses, DirectoryServer.@Nullable Security security,
		@JsonProperty("bind_dn") @Nullable String bindDn, @JsonProperty("bind_password") @Nullable String bindPassword,
		@Nullable People people, @Nullable Groups groups, @Nullable List<@Nullable String> domains,
		@JsonProperty("unknown_names") @Nullable Boolean unknownNames,
		@JsonProperty("accounts_created") @Nullable Boolean accountsCreated,
		@JsonProperty("email_trusted") @Nullable Boolean emailTrusted, @Nullable List<@Nullable Rule> rules,
		@JsonProperty("password_page") @Nullable String passwordPage) {

	/** The kind, when it is added. */
	DirectoryKind kindOrUsual() {
		return (this.kind != null) ? this.kind : DirectoryKind.OPENLDAP;
	}

	/** What is to be set about a directory of this kind. */
	DirectorySettings settings(DirectoryKind of) {
		People wanted = (this.people != null) ? this.people : new People(null, null, null, null, null, null, null);
		return new DirectorySettings(or(this.name, ""),
				new DirectoryServer(texts(this.addresses).stream().map(DirectorySettings::address).toList(),
						(this.security != null) ? this.security : DirectoryServer.Security.LDAPS, this.bindDn),
				wanted.search(of.people()), (this.groups != null) ? this.groups.search(of) : null,
				new SignInNames(texts(this.domains), Boolean.TRUE.equals(this.unknownNames)),
				new AccountRules(Boolean.TRUE.equals(this.accountsCreated), Boolean.TRUE.equals(this.emailTrusted),
						(this.rules != null) ? this.rules.stream().map(Rule::of).toList() : List.of()),
				(this.passwordPage != null) ? DirectorySettings.address(this.passwordPage) : null);
	}

	/** What is no text is refused as an empty one. */
	private static List<String> texts(@Nullable List<@Nullable String> given) {
		return (given == null) ? List.of() : given.stream().map((text) -> or(text, "")).toList();
	}

	private static String or(@Nullable String text, String other) {
		return (text != null) ? text : other;
	}

	/** Without the password. */
	@Override
	public String toString() {
		return "DirectoryOrder[alias=" + this.alias + "]";
	}

	/**
	 * How somebody is found.
	 *
	 * @param base below which entry
	 * @param filter which entries
	 * @param subject the attribute that says who it is
	 * @param username the attribute with the name
	 * @param email the attribute with the address
	 * @param givenName the attribute with the given name
	 * @param familyName the attribute with the family name
	 */
	record People(@Nullable String base, @Nullable String filter, @Nullable String subject, @Nullable String username,
			@Nullable String email, @JsonProperty("given_name") @Nullable String givenName,
			@JsonProperty("family_name") @Nullable String familyName) {

		private PeopleSearch search(PeopleSearch usual) {
			return new PeopleSearch(or(this.base, ""), or(this.filter, usual.filter()),
					or(this.subject, usual.subject()), or(this.username, usual.username()),
					or(this.email, usual.email()), or(this.givenName, usual.givenName()),
					or(this.familyName, usual.familyName()));
		}

		static People of(PeopleSearch search) {
			return new People(search.base(), search.filter(), search.subject(), search.username(), search.email(),
					search.givenName(), search.familyName());
		}

	}

	/**
	 * How groups are found.
	 *
	 * @param base below which entry
	 * @param filter which entries
	 * @param attribute the attribute with the name of a group
	 * @param nested whether groups of groups count
	 */
	record Groups(@Nullable String base, @Nullable String filter, @Nullable String attribute,
			@Nullable Boolean nested) {

		private GroupSearch search(DirectoryKind kind) {
			return new GroupSearch(or(this.base, ""), or(this.filter, kind.groupFilter()), or(this.attribute, "cn"),
					Boolean.TRUE.equals(this.nested));
		}

		static @Nullable Groups of(@Nullable GroupSearch search) {
			return (search != null) ? new Groups(search.base(), search.filter(), search.attribute(), search.nested())
					: null;
		}

	}

	/**
	 * What a group gives.
	 *
	 * @param group the group there
	 * @param kind what it gives
	 * @param name the role or group here
	 */
	record Rule(@Nullable String group, DirectoryRule.@Nullable Kind kind, @Nullable String name) {

		private static DirectoryRule of(@Nullable Rule rule) {
			return Optional.ofNullable(rule)
				.map((each) -> new DirectoryRule(or(each.group(), ""),
						(each.kind() != null) ? each.kind() : DirectoryRule.Kind.GROUP, or(each.name(), "")))
				.orElse(new DirectoryRule("", DirectoryRule.Kind.GROUP, ""));
		}

		static Rule of(DirectoryRule rule) {
			return new Rule(rule.group(), rule.kind(), rule.name());
		}

	}

}

package dev.signet.admin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryServer;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.DirectoryState;
import dev.signet.linking.DirectorySignOut;
import org.jspecify.annotations.Nullable;

/**
 * A directory as the API shows it; what there is not is left out.
 *
 * @param id names it in addresses
 * @param alias names it to operators
 * @param kind what kind it is
 * @param state whether it is asked
 * @param version to be sent with a change
 * @param name what people call it
 * @param addresses where it is
 * @param security how connections are protected
 * @param bindDn as whom it is searched
 * @param hasPassword whether a password for that is stored
 * @param people how somebody is found
 * @param groups how their groups are found
 * @param domains which names belong there
 * @param unknownNames whether names do that nobody has here
 * @param accountsCreated whether its people get accounts
 * @param emailTrusted whether their addresses count as confirmed
 * @param rules what groups give
 * @param passwordPage where its people change their password
 * @param createdAt when it was added
 * @param changedAt when it was last changed
 * @param signingOut how far it is that its people are signed out, while they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DirectoryView(UUID id, String alias, DirectoryKind kind, DirectoryState state, int version, String name,
		List<URI> addresses, DirectoryServer.Security security, @JsonProperty("bind_dn") @Nullable String bindDn,
		@JsonProperty("has_password") boolean hasPassword, DirectoryOrder.People people,
		DirectoryOrder.@Nullable Groups groups, List<String> domains,
		@JsonProperty("unknown_names") boolean unknownNames, @JsonProperty("accounts_created") boolean accountsCreated,
		@JsonProperty("email_trusted") boolean emailTrusted, List<DirectoryOrder.Rule> rules,
		@JsonProperty("password_page") @Nullable URI passwordPage, @JsonProperty("created_at") Instant createdAt,
		@JsonProperty("changed_at") Instant changedAt,
		@JsonProperty("signing_out") @Nullable DirectorySignOut signingOut) {

	static DirectoryView of(Directory directory) {
		return of(directory, null);
	}

	static DirectoryView of(Directory directory, @Nullable DirectorySignOut signingOut) {
		DirectorySettings settings = directory.settings();
		return new DirectoryView(directory.id().value(), directory.alias(), directory.kind(), directory.state(),
				directory.version(), settings.name(), settings.server().addresses(), settings.server().security(),
				settings.server().bindDn(), directory.hasPassword(), DirectoryOrder.People.of(settings.people()),
				DirectoryOrder.Groups.of(settings.groups()), settings.names().domains(), settings.names().unknown(),
				settings.accounts().created(), settings.accounts().emailTrusted(),
				settings.accounts().rules().stream().map(DirectoryOrder.Rule::of).toList(), settings.passwordPage(),
				directory.createdAt(), directory.changedAt(), signingOut);
	}

}

package dev.signet.linking;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryKind;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.ProviderState;
import dev.signet.linking.LinkingDecision.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * Somebody who signs in twice at once gets their account in the other tab after this one
 * began to look.
 */
class LinkingDecisionsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final Account account = TestAccounts.bare();

	private final UpstreamPerson person = new UpstreamPerson("https://upstream.example", "1",
			this.account.emailAddress(), true, Map.of(), null);

	private final Accounts accounts = Mockito.mock();

	private final Links links = Mockito.mock();

	private final DirectoryLinks directoryLinks = Mockito.mock();

	private final LinkingDecisions decisions = new LinkingDecisions(this.links, this.directoryLinks, this.accounts,
			Mockito.mock(WaysIn.class), Mockito.mock(), Clock.systemUTC());

	private final AtomicBoolean made = new AtomicBoolean();

	@BeforeEach
	void makeTheAccountAsSoonAsSomethingIsLookedFor() {
		given(this.accounts.findByLogin(any())).willAnswer((call) -> inTheOtherTab(this.account));
		given(this.accounts.find(this.account.id())).willAnswer((call) -> inTheOtherTab(this.account));
	}

	@Test
	void previewWhenAccountIsMadeMeanwhileThenPeopleOfProvidersAreLinked() {
		Link link = new Link(UUID.randomUUID(), this.account.id(), new ProviderId(UUID.randomUUID()),
				this.person.issuer(), this.person.subject(), null, NOW, null, null, null);
		given(this.links.find(any(), any())).willAnswer((call) -> inTheOtherTab(link));
		Provider provider = new Provider(link.providerId(), "somewhere", Preset.OPENID_CONNECT,
				Preset.OPENID_CONNECT.defaults(), ProviderState.ENABLED, true, 1, NOW, NOW, null);
		assertThat(this.decisions.preview(provider, this.person).decision().reason()).isEqualTo(Reason.LINKED);
	}

	@Test
	void previewWhenAccountIsMadeMeanwhileThenPeopleOfDirectoriesAreLinked() throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = TestDirectories.unstored(DirectoryKind.OPENLDAP, TestDirectories.settings(server));
			DirectoryLink link = new DirectoryLink(UUID.randomUUID(), directory.id(), this.person.subject(),
					this.account.id(), "ada", Set.of(), Set.of(), NOW, null, null, null, null, null);
			given(this.directoryLinks.find(any(), any())).willAnswer((call) -> inTheOtherTab(link));
			assertThat(this.decisions.preview(directory, this.person).decision().reason()).isEqualTo(Reason.LINKED);
		}
	}

	/** Who looks first finds nothing, or finds all. */
	private <T> Optional<T> inTheOtherTab(T found) {
		return this.made.getAndSet(true) ? Optional.of(found) : Optional.empty();
	}

}

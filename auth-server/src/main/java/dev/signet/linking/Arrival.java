package dev.signet.linking;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryId;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFlow;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who came from a provider, or gave the password of a directory, in one browser,
 * and of whom something is missing. It is about this one person over there and nobody
 * else.
 *
 * @param id names it
 * @param purpose what becomes of it
 * @param providerId the provider from which they came, or null
 * @param directoryId the directory whose password they gave, or null; there is one of the
 * two
 * @param directoryVersion the version in which that directory knew them; null of a
 * provider, and of who arrived at a node that does not note it
 * @param person who they are there
 * @param endSession where their browser can sign out there, or null
 * @param accountId whose account is to be proved, or null for whichever they can prove
 * @param pendingRequest the request that waits meanwhile, or null
 * @param next the page of ours that they came for, or null
 * @param remembered whether they want to stay signed in
 * @param username the name that they want, once they chose one
 * @param address where a code went, if one did
 * @param addressProved whether they typed that code
 * @param begunAt since when it waits
 */
record Arrival(UUID id, Purpose purpose, @Nullable ProviderId providerId, @Nullable DirectoryId directoryId,
		@Nullable Integer directoryVersion, UpstreamPerson person, @Nullable URI endSession,
		@Nullable AccountId accountId, @Nullable UUID pendingRequest, @Nullable String next, boolean remembered,
		@Nullable String username, @Nullable EmailAddress address, boolean addressProved, Instant begunAt) {

	/**
	 * Whether a directory is still the one that knew them. A change may commit, and end
	 * all who wait, after they gave their password and before they wait.
	 */
	boolean isOf(Directory directory) {
		return directory.id().equals(this.directoryId)
				&& (this.directoryVersion == null || this.directoryVersion == directory.version());
	}

	/** The person with the address to which a code went, as one that is theirs. */
	UpstreamPerson personAtAddress() {
		return new UpstreamPerson(this.person.issuer(), this.person.subject(),
				Objects.requireNonNull(this.address).value(), true, this.person.claims(), this.person.sid());
	}

	/**
	 * The answer by which they came, without the ID token, which is not kept so long.
	 * @param provider where they came from
	 */
	UpstreamAnswer answer(Provider provider) {
		UpstreamFlow flow = new UpstreamFlow(this.id, provider.id(), FlowPurpose.SIGN_IN, null, this.pendingRequest,
				this.next, this.remembered);
		return new UpstreamAnswer(flow, provider, this.person, null, this.endSession, null);
	}

	/** What becomes of it. The names are stored; never rename one. */
	enum Purpose {

		/** An account is made. */
		CREATE(Duration.ofMinutes(30)),

		/** The person proves an account here, and is linked to it. */
		PROVE(Duration.ofMinutes(10));

		private final Duration lifetime;

		Purpose(Duration lifetime) {
			this.lifetime = lifetime;
		}

		Duration lifetime() {
			return this.lifetime;
		}

	}

	/** Without who it is. */
	@Override
	public String toString() {
		return "Arrival[" + this.id + ", " + this.purpose + "]";
	}

}

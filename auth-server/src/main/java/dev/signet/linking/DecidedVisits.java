package dev.signet.linking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.audit.AuditEntries;
import dev.signet.audit.AuditEntry;
import dev.signet.audit.AuditSearch;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What was decided about people who came from providers, read back from the trail without
 * its personal part.
 */
@Component
public class DecidedVisits {

	private final AuditEntries trail;

	DecidedVisits(AuditEntries trail) {
		this.trail = trail;
	}

	/**
	 * The newest first.
	 * @param wanted which ones
	 * @param last the last one that was read, or null for the first page
	 */
	public List<DecidedVisit> list(Wanted wanted, @Nullable UUID last, int most) {
		Optional<AuditEntry> after = (last != null) ? entry(last) : Optional.empty();
		if (last != null && after.isEmpty()) {
			return List.of();
		}
		return read(wanted.search(), after.orElse(null), most);
	}

	/** Those in the request with a reference: mostly one, or none. */
	public List<DecidedVisit> withReference(String reference) {
		return read(AuditSearch.of(LinkingDecided.TYPE).inRequest(reference), null, 10);
	}

	/** One of them. */
	public Optional<DecidedVisit> find(UUID id) {
		return entry(id).map(DecidedVisit::of);
	}

	private List<DecidedVisit> read(AuditSearch search, @Nullable AuditEntry after, int most) {
		return this.trail.of(search, after, most).stream().map(DecidedVisit::of).toList();
	}

	/** What else the trail has is not told here. */
	private Optional<AuditEntry> entry(UUID id) {
		return this.trail.find(id).filter((entry) -> entry.type().equals(LinkingDecided.TYPE));
	}

	/**
	 * Which ones are wanted; null is any.
	 *
	 * @param provider from this provider
	 * @param result with this result
	 * @param from then or later
	 * @param until before then
	 */
	public record Wanted(@Nullable ProviderId provider, LinkingDecision.@Nullable Result result, @Nullable Instant from,
			@Nullable Instant until) {

		AuditSearch search() {
			AuditSearch search = AuditSearch.of(LinkingDecided.TYPE).between(this.from, this.until);
			search = (this.provider != null) ? search.with("provider", this.provider.toString()) : search;
			return (this.result != null) ? search.with("result", this.result.name()) : search;
		}

	}

}

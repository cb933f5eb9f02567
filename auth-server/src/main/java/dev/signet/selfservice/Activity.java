package dev.signet.selfservice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditEntries;
import dev.signet.audit.AuditEntry;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectorySettings;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;
import dev.signet.grant.Grant;
import dev.signet.grant.Grants;
import dev.signet.session.Device;
import dev.signet.session.DeviceNames;
import dev.signet.session.Places;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What happened to an account, in words: events of the trail that mean something to the
 * person, and the apps they signed in to. What there are no words for is left out.
 */
@Component
class Activity {

	private static final String WORDS = "selfservice.activity.";

	private static final String FACTORS = "selfservice.factor.";

	/** Who signs in and goes on to an app within this time was asked because of it. */
	private static final Duration AT_ONCE = Duration.ofMinutes(2);

	private final AuditEntries entries;

	private final Grants grants;

	private final Sessions sessions;

	private final Clients clients;

	private final Providers providers;

	private final Directories directories;

	private final DeviceNames deviceNames;

	private final Places places;

	private final MessageSource messages;

	Activity(AuditEntries entries, Grants grants, Sessions sessions, Clients clients, Providers providers,
			Directories directories, DeviceNames deviceNames, Places places, MessageSource messages) {
		this.entries = entries;
		this.grants = grants;
		this.sessions = sessions;
		this.clients = clients;
		this.providers = providers;
		this.directories = directories;
		this.deviceNames = deviceNames;
		this.places = places;
		this.messages = messages;
	}

	/**
	 * A page of it, the newest first.
	 * @param before only what happened earlier
	 * @param most how many events are looked at
	 */
	Page of(AccountId accountId, Instant before, int most) {
		List<Found> found = Stream
			.concat(this.entries.of(accountId.value(), before, most).stream().map(Found::of),
					this.grants.given(accountId, before, most).stream().map(Found::of))
			.sorted(Comparator.comparing(Found::at).reversed())
			.limit(most)
			.toList();
		Map<UUID, Session> known = this.sessions.known(found.stream()
			.flatMap((each) -> Optional.ofNullable(each.grant()).stream())
			.map(Grant::sessionId)
			.collect(Collectors.toSet()));
		List<ActivityView> views = found.stream().flatMap((each) -> view(each, known).stream()).toList();
		return new Page(views, (found.size() < most) ? null : found.get(found.size() - 1).at());
	}

	private Optional<ActivityView> view(Found found, Map<UUID, Session> sessions) {
		if (found.grant() != null) {
			return Optional.of(view(found.grant(), sessions.get(found.grant().sessionId())));
		}
		return (found.entry() != null) ? view(found.entry()) : Optional.empty();
	}

	private ActivityView view(Grant grant, @Nullable Session session) {
		String app = name(grant.clientId().toString());
		String asked = words(grant.factors()
			.stream()
			.filter((factor) -> !factor.at().plus(AT_ONCE).isBefore(grant.createdAt()))
			.map((factor) -> factor.method().name()));
		if (session == null) {
			return new ActivityView(grant.createdAt(), WORDS + "app", app, null, false, null, asked, null);
		}
		return new ActivityView(grant.createdAt(), WORDS + "app-from", app, this.deviceNames.of(session.device()), true,
				address(session.device().ip()), asked,
				(asked != null) ? null : new ActivityView.Before(session.createdAt(), session.remembered()));
	}

	private Optional<ActivityView> view(AuditEntry entry) {
		// What somebody else did, from where they are
		Map<String, String> personal = entry.details().containsKey("by") ? Map.of() : entry.personal();
		String browser = personal.get("browser");
		String device = (browser != null) ? this.deviceNames.of(new Device(browser, null)) : null;
		String asked = words(
				Stream.of("method", "second").flatMap((name) -> Stream.ofNullable(entry.details().get(name))));
		return words(entry).map((key) -> {
			Optional<String> from = (device != null) ? known(key + "-from") : Optional.empty();
			return new ActivityView(entry.at(), from.orElse(key), app(entry), device, from.isPresent(),
					address(personal.get("address")), asked, null);
		});
	}

	/** The network address, with the place where it is known. */
	private @Nullable String address(@Nullable String ip) {
		return this.places.of(ip, LocaleContextHolder.getLocale()).map((place) -> place + " (" + ip + ")").orElse(ip);
	}

	/** What somebody was asked for, null when it was nothing that there are words for. */
	private @Nullable String words(Stream<String> factors) {
		String words = factors.flatMap((name) -> known(FACTORS + name).stream())
			.map((key) -> this.messages.getMessage(key, null, LocaleContextHolder.getLocale()))
			.collect(Collectors.joining(", "));
		return words.isEmpty() ? null : words;
	}

	/** Words for this reason if there are any, else for the event. */
	private Optional<String> words(AuditEntry entry) {
		String reason = entry.details().getOrDefault("reason", "");
		return known(WORDS + entry.type() + "." + reason).or(() -> known(WORDS + entry.type()));
	}

	/** A key if there are words for it. */
	private Optional<String> known(String key) {
		return Optional.of(key)
			.filter((name) -> this.messages.getMessage(name, null, null, LocaleContextHolder.getLocale()) != null);
	}

	/** What an event is about: an app, a provider, or a directory. */
	private String app(AuditEntry entry) {
		String provider = entry.details().get("provider");
		if (provider != null) {
			return this.providers.find(ProviderId.of(provider)).map(Provider::name).orElse(provider);
		}
		String directory = entry.details().get("directory");
		if (directory != null) {
			return this.directories.find(DirectoryId.of(directory))
				.map(Directory::settings)
				.map(DirectorySettings::name)
				.orElse(directory);
		}
		return (entry.clientId() != null)
				? this.clients.findMentioned(entry.clientId()).map(Client::name).orElse(entry.clientId())
				: name(entry.details().getOrDefault("client", ""));
	}

	/** The name of a client by its internal id; one that is gone has only that. */
	private String name(String id) {
		return id.isEmpty() ? "" : this.clients.findById(UUID.fromString(id)).map(Client::name).orElse(id);
	}

	/**
	 * A page of activity.
	 *
	 * @param views what to show
	 * @param next before when the next page begins; null when there is nothing more
	 */
	record Page(List<ActivityView> views, @Nullable Instant next) {
	}

	/** An event of the trail, or a grant. */
	private record Found(Instant at, @Nullable AuditEntry entry, @Nullable Grant grant) {

		static Found of(AuditEntry entry) {
			return new Found(entry.at(), entry, null);
		}

		static Found of(Grant grant) {
			return new Found(grant.createdAt(), null, grant);
		}

	}

}

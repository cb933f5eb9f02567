package dev.signet.admin.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.signet.directory.Directories;
import dev.signet.directory.DirectoryLinks;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.provider.Providers;
import dev.signet.mail.Mails;
import dev.signet.refusal.RefusedRequests;
import dev.signet.registration.SignUpApprovals;

import org.springframework.stereotype.Component;

/**
 * What waits for an administrator, what matters most first. To add something: one line
 * here, one message.
 */
@Component
class Attentions {

	/** More than anybody would count. */
	private static final int MANY = 100;

	private static final Duration LATELY = Duration.ofDays(1);

	private final Providers providers;

	private final ProviderWarnings warnings;

	private final Directories directories;

	private final DirectoryLinks directoryLinks;

	private final SignUpApprovals approvals;

	private final Mails mails;

	private final RefusedRequests refusedRequests;

	private final Clock clock;

	Attentions(Providers providers, ProviderWarnings warnings, Directories directories, DirectoryLinks directoryLinks,
			SignUpApprovals approvals, Mails mails, RefusedRequests refusedRequests, Clock clock) {
		this.providers = providers;
		this.warnings = warnings;
		this.directories = directories;
		this.directoryLinks = directoryLinks;
		this.approvals = approvals;
		this.mails = mails;
		this.refusedRequests = refusedRequests;
		this.clock = clock;
	}

	List<Attention> all() {
		List<Attention> all = new ArrayList<>();
		this.warnings.all()
			.forEach((warning) -> this.providers.find(warning.providerId())
				.ifPresent((provider) -> all
					.add(Attention.found(provider.name(), warning.line(), "/admin/providers/" + provider.id()))));
		this.directories.enabled().forEach((directory) -> {
			int cut = this.directoryLinks.withGroupsCut(directory.id());
			if (cut > 0) {
				all.add(Attention.groupsCut(directory.settings().name(), cut, "/admin/directories/" + directory.id()));
			}
		});
		int waiting = this.approvals.waiting(null, MANY).size();
		if (waiting > 0) {
			all.add(Attention.byApi("GET /admin/api/sign-ups", more(waiting, "sign-ups"), waiting));
		}
		long parked = this.mails.counts().parked();
		if (parked > 0) {
			all.add(Attention.byApi("GET /admin/api/mails?state=PARKED", "mails", parked));
		}
		int refused = refusedLately();
		if (refused > 0) {
			all.add(Attention.byApi("GET /admin/api/refusals", more(refused, "refusals"), refused));
		}
		return all;
	}

	private int refusedLately() {
		Instant since = this.clock.instant().minus(LATELY);
		return (int) this.refusedRequests.newest(null, MANY)
			.stream()
			.filter((refused) -> refused.at().isAfter(since))
			.count();
	}

	/** Where there may be more than were counted, the words say so. */
	private static String more(int counted, String name) {
		return (counted < MANY) ? name : name + "-many";
	}

}

package dev.signet.admin.web;

import dev.signet.directory.Directory;
import dev.signet.federation.provider.Provider;

/**
 * What is said after a change: also what it did besides.
 */
final class ChangeNotice {

	private ChangeNotice() {
	}

	/** The key of the notice. */
	static String key(Provider before, Provider now) {
		if (before.enabled() && !now.enabled()) {
			return "admin.notice.switched-off";
		}
		return (before.proved() && !now.proved()) ? "admin.notice.unproved" : "admin.notice.saved";
	}

	/** The same of a directory. */
	static String key(Directory before, Directory now) {
		if (before.enabled() && !now.enabled()) {
			return "admin.directory.notice.switched-off";
		}
		boolean off = before.version() != now.version() && !now.enabled();
		return off ? "admin.directory.notice.to-check" : "admin.notice.saved";
	}

}

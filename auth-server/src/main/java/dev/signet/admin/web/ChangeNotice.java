package dev.signet.admin.web;

import dev.signet.federation.Provider;

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

}

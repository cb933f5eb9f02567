package dev.signet.logout;

/** What became of a logout notice. The names are stored; never rename one. */
public enum NoticeState {

	/** Not delivered yet. */
	WAITING,

	/** The client has signed the person out. */
	DELIVERED,

	/** The client answered again and again that it will not. */
	REFUSED,

	/** Given up: too old, or there is nowhere to deliver it to. */
	PARKED

}

package dev.signet.linking;

import dev.signet.linking.LinkingDecision.Reason;

/**
 * The one place that decides what becomes of somebody who comes from a provider. Who they
 * are is the pair of issuer and subject; an address never links by itself. Read from the
 * top, the first line that fits counts.
 * <p>
 * An address that is not proved to be theirs decides nothing: else anybody could learn
 * who has an account here, by claiming addresses over there. Whoever then shows by a
 * mailed code that they read it is looked up here once more, as one whose address is
 * proved.
 */
public final class LinkingTable {

	/** How many lines it has. */
	public static final int LINES = 9;

	private LinkingTable() {
	}

	/** The line that fits. Nothing is looked up or changed. */
	public static LinkingDecision decide(LinkingInputs inputs) {
		return new LinkingDecision(reason(inputs));
	}

	/**
	 * The line that leads to a decision, counted from the top as in docs/decisions.
	 * @param known whether the person was linked to an account
	 */
	static int line(Reason reason, boolean known) {
		return switch (reason) {
			case PROVIDER_OFF -> 1;
			case ACCOUNT_OFF -> known ? 2 : 4;
			case LINKED -> 3;
			case NO_WAY_TO_PROVE -> 5;
			case ADDRESS_HAS_ACCOUNT -> 6;
			case CREATION_OFF, WRONG_DOMAIN, NO_ADDRESS -> 7;
			case ADDRESS_WAS_CLAIMED, ADDRESS_WAS_CLAIMED_TO_APPROVE -> 8;
			case NEW, NEW_TO_APPROVE -> LINES;
		};
	}

	private static Reason reason(LinkingInputs inputs) {
		if (!inputs.providerEnabled()) {
			return Reason.PROVIDER_OFF;
		}
		if (inputs.known()) {
			return inputs.accountUsable() ? Reason.LINKED : Reason.ACCOUNT_OFF;
		}
		if (inputs.addressProved() && inputs.address() == LocalAddress.VERIFIED) {
			return ofOwner(inputs);
		}
		return ofNewcomer(inputs.creation(), inputs.addressClaimed());
	}

	private static Reason ofOwner(LinkingInputs inputs) {
		if (!inputs.accountUsable()) {
			return Reason.ACCOUNT_OFF;
		}
		return inputs.otherWayIn() ? Reason.ADDRESS_HAS_ACCOUNT : Reason.NO_WAY_TO_PROVE;
	}

	private static Reason ofNewcomer(CreationAnswer creation, boolean claimed) {
		return switch (creation) {
			case ALLOWED -> claimed ? Reason.ADDRESS_WAS_CLAIMED : Reason.NEW;
			case APPROVAL -> claimed ? Reason.ADDRESS_WAS_CLAIMED_TO_APPROVE : Reason.NEW_TO_APPROVE;
			case OFF -> Reason.CREATION_OFF;
			case WRONG_DOMAIN -> Reason.WRONG_DOMAIN;
			case NO_ADDRESS -> Reason.NO_ADDRESS;
		};
	}

}

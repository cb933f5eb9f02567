package dev.signet.linking;

/**
 * All that decides what becomes of somebody who comes from a provider. It has no name and
 * no address in it, so it can be recorded.
 *
 * @param providerEnabled whether people can sign in with the provider
 * @param known whether the person, by issuer and subject, is linked to an account
 * @param accountUsable whether that account lets people in, or else the one that has the
 * address; true when there is neither
 * @param emailVerifiedUpstream whether the provider says that the address is theirs
 * @param emailTrusted whether the administrator takes the provider's word for that
 * @param address whether an account has the address
 * @param otherWayIn whether the address is proved and there is another way into that
 * account, so that its owner can prove that it is theirs
 * @param creation what the settings say to a new account
 */
public record LinkingInputs(boolean providerEnabled, boolean known, boolean accountUsable,
		boolean emailVerifiedUpstream, boolean emailTrusted, LocalAddress address, boolean otherWayIn,
		CreationAnswer creation) {

	/** Whether the address counts as theirs: it is verified, and that is believed. */
	public boolean addressProved() {
		return this.emailVerifiedUpstream && this.emailTrusted;
	}

	/** Whether it does, and an account has it whose owner never showed as much. */
	boolean addressClaimed() {
		return addressProved() && this.address == LocalAddress.UNVERIFIED;
	}

}

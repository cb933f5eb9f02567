package dev.signet.mail;

/**
 * Takes a mail to where it is read: the mail server, or what stands in for one.
 */
public interface MailCarrier {

	/**
	 * Hands a mail over. When this returns, it is out of our hands.
	 * @throws NotCarried when it was not taken
	 */
	void carry(OutgoingMail mail) throws NotCarried;

}

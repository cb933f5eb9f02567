package dev.signet.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;

import org.springframework.stereotype.Repository;

/**
 * Clients for editing, inside a transaction. Reading for use goes through
 * {@link Clients}.
 */
@Repository
class StoredClients {

	private final EntityManager entityManager;

	StoredClients(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	/**
	 * By a query: Hibernate's own look-up by key says in a transaction that there is no
	 * such row when the database fails (HHH-12472).
	 */
	Optional<StoredClient> findById(UUID id) {
		return this.entityManager.createQuery("from StoredClient c where c.id = :id", StoredClient.class)
			.setParameter("id", id)
			.getResultList()
			.stream()
			.findFirst();
	}

	Optional<StoredClient> findByClientId(String clientId) {
		return this.entityManager.createQuery("from StoredClient c where c.clientId = :clientId", StoredClient.class)
			.setParameter("clientId", clientId)
			.getResultList()
			.stream()
			.findFirst();
	}

	List<StoredClient> findDeclared() {
		return this.entityManager.createQuery("from StoredClient c where c.declared", StoredClient.class)
			.getResultList();
	}

	/** Stores a new client at once, so that the database says what is wrong with it. */
	StoredClient insert(StoredClient client) {
		this.entityManager.persist(client);
		this.entityManager.flush();
		return client;
	}

	/** Stores what changed at once, and the version with it. */
	StoredClient update(StoredClient client) {
		this.entityManager.flush();
		return client;
	}

}

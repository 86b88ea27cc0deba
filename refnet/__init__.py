"""refnet: the working system of ExPO-r-Net, the European Expert Paediatric Oncology Reference Network."""
